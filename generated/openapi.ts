// Generated from spec/invite-links.openapi.yaml by `npm run generate`. Never edited.

/** The paths of the OpenAPI document, as openapi-typescript generates them. @hidden */
export interface paths {
    "/api/admin/invite-link/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all tokens
         * @description All tokens ever created, disabled and expired ones too, in no stable order and without paging.
         */
        get: operations["getAllPublicSignupTokens"];
        put?: never;
        /**
         * Create a token
         * @description Creates a token, whose link works immediately. The server silently shortens `expiresAt` to one calendar month from now: use the date in the response. It also accepts a date in the past, with which the link never works, and an empty name.
         */
        post: operations["createPublicSignupToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/invite-link/tokens/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The secret of the token, percent-encoded. With an empty secret, `.` or `..` the URL is that of another endpoint.
                 * @example a3c84b25409ea8ca1782ef17f94a42fc
                 */
                token: components["parameters"]["token"];
            };
            cookie?: never;
        };
        /**
         * Read a token
         * @description Returns one token, with the users who signed up with it.
         */
        get: operations["getPublicSignupToken"];
        /**
         * Extend, disable or enable a token
         * @description Changes only the properties that are sent. Unlike on creation, `expiresAt` is not capped. A new date does not enable a disabled token, and `enabled: true` does not extend an expired one. `enabled: false` is the equivalent of delete.
         */
        put: operations["updatePublicSignupToken"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invite/{token}/validate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The secret of the token, percent-encoded. With an empty secret, `.` or `..` the URL is that of another endpoint.
                 * @example a3c84b25409ea8ca1782ef17f94a42fc
                 */
                token: components["parameters"]["token"];
            };
            cookie?: never;
        };
        /**
         * Validate a token
         * @description Responds with a status only. No CORS headers are sent.
         */
        get: operations["validatePublicSignupToken"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invite/{token}/signup": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The secret of the token, percent-encoded. With an empty secret, `.` or `..` the URL is that of another endpoint.
                 * @example a3c84b25409ea8ca1782ef17f94a42fc
                 */
                token: components["parameters"]["token"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign up a user
         * @description Creates a user with the role of the token, Viewer, and adds the user to the token. The strength of the password is not checked; it may even be empty. No CORS headers are sent.
         */
        post: operations["addPublicSignupTokenUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
/** The components of the OpenAPI document, as openapi-typescript generates them. @hidden */
export interface components {
    schemas: {
        /** @description A public signup token and its link. */
        publicSignupTokenSchema: {
            /**
             * @description Identifies the token in every request, and is part of the link. Anybody who has it can join: treat it like a password.
             * @example a3c84b25409ea8ca1782ef17f94a42fc
             */
            secret: string;
            /**
             * @description The link to share. It leads to the sign-up page of the instance.
             * @example https://sandbox.getunleash.io/enterprise/new-user?invite=a3c84b25409ea8ca1782ef17f94a42fc
             */
            url: string | null;
            /**
             * @description A name for administrators. Invited users do not see it. Need not be unique.
             * @example Invite public viewers
             */
            name: string;
            /**
             * @description False once the link has been disabled. Stays true after the expiry, although it is documented to become false: check `expiresAt` as well.
             * @example true
             */
            enabled: boolean;
            /**
             * Format: date-time
             * @description The link works until 00:00 of this date (time zone of the server process, normally UTC), whatever the time of day is. In UTC, with milliseconds.
             * @example 2023-04-12T11:13:31.960Z
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description When the token was created. In UTC, with milliseconds.
             * @example 2023-04-12T11:13:31.960Z
             */
            createdAt: string;
            /**
             * @description Email address or username of the creator.
             * @example someone@example.com
             */
            createdBy: string | null;
            /** @description Users who signed up with this token. Servers return only `id`, `name` and `username`. */
            users?: components["schemas"]["userSchema"][] | null;
            role: components["schemas"]["roleSchema"];
        };
        /** @description A token in the response to an update: `role` is an empty object and `users` an empty list, even if users signed up. All other properties are correct. */
        updatedPublicSignupTokenSchema: {
            secret: components["schemas"]["publicSignupTokenSchema"]["secret"];
            url: components["schemas"]["publicSignupTokenSchema"]["url"];
            name: components["schemas"]["publicSignupTokenSchema"]["name"];
            enabled: components["schemas"]["publicSignupTokenSchema"]["enabled"];
            expiresAt: components["schemas"]["publicSignupTokenSchema"]["expiresAt"];
            createdAt: components["schemas"]["publicSignupTokenSchema"]["createdAt"];
            createdBy: components["schemas"]["publicSignupTokenSchema"]["createdBy"];
            users?: components["schemas"]["publicSignupTokenSchema"]["users"];
            /** @description Always empty. Read the token again to get its role. */
            role: Record<string, never>;
        };
        /** @description All tokens of an instance. */
        publicSignupTokensSchema: {
            /** @description In no stable order. */
            tokens: components["schemas"]["publicSignupTokenSchema"][];
        };
        /** @description A new token. */
        publicSignupTokenCreateSchema: {
            /**
             * @description A name for administrators. Its length is limited only by the body size of 100 kB. Any Unicode except NUL.
             * @example Design team
             */
            name: string;
            /**
             * Format: date-time
             * @description When the link stops working: at 00:00 of this date, so the earliest useful date is tomorrow. The server shortens a date that is more than one calendar month from now. Any offset is accepted.
             * @example 2023-04-12T11:13:31.960Z
             */
            expiresAt: string;
        };
        /** @description The properties to change, at least one. */
        publicSignupTokenUpdateSchema: {
            /**
             * Format: date-time
             * @description When the link stops working: at 00:00 of this date. Not capped: may be years from now. Any offset is accepted.
             * @example 2023-04-11T15:46:56Z
             */
            expiresAt?: string;
            /**
             * @description False disables the link. True enables it again, until its expiry.
             * @example true
             */
            enabled?: boolean;
        };
        /** @description The user to sign up. */
        createInvitedUserSchema: {
            /**
             * @description Must be unique on the instance.
             * @example hunter
             */
            username?: string;
            /**
             * @description Must be unique on the instance.
             * @example hunter@example.com
             */
            email: string;
            /**
             * @description Name in the admin UI.
             * @example Hunter Burgan
             */
            name: string;
            /**
             * @description Password to sign in with. The server does not check its strength.
             * @example hunter2
             */
            password: string;
        };
        /** @description A user of the instance. The properties depend on the endpoint and the version of Unleash. */
        userSchema: {
            /**
             * @description Unique on the instance.
             * @example 123
             */
            id: number;
            /**
             * @deprecated
             * @description Internal. Only in Unleash 5 and 6.
             * @example true
             */
            isAPI?: boolean;
            /**
             * @description Name in the admin UI.
             * @example User
             */
            name?: string | null;
            /**
             * @description Email address.
             * @example user@example.com
             */
            email?: string;
            /**
             * @description Unique on the instance. Null in the users of a token if there is none.
             * @example hunter
             */
            username?: string | null;
            /**
             * @description Profile image.
             * @example https://example.com/242x200.png
             */
            imageUrl?: string;
            /**
             * @description Link that the user may share, if the instance invites by link.
             * @example http://localhost:4242/invite-link/some-secret
             */
            inviteLink?: string;
            /**
             * @description Failed logins so far.
             * @example 3
             */
            loginAttempts?: number;
            /**
             * @description Whether the welcome email was sent.
             * @example false
             */
            emailSent?: boolean;
            /**
             * @description Id of the user's root role.
             * @example 1
             */
            rootRole?: number;
            /**
             * Format: date-time
             * @description Last login; null before the first one.
             * @example 2023-06-30T11:42:00.345Z
             */
            seenAt?: string | null;
            /**
             * Format: date-time
             * @description When the user was created.
             * @example 2023-06-30T11:41:00.123Z
             */
            createdAt?: string;
            /**
             * @description `User` or `Service Account`; other values are possible.
             * @example User
             */
            accountType?: string;
            /**
             * @deprecated
             * @description Permissions of the user. No known server sends them here.
             */
            permissions?: string[];
            /**
             * @description Id in the directory, if SCIM manages the user.
             * @example 01HTMEXAMPLESCIMID7SWWGHN6
             */
            scimId?: string | null;
            /**
             * @description Open browser sessions. Since Unleash 6.
             * @example 2
             */
            activeSessions?: number | null;
            /**
             * @description Experimental. Sessions that the last login closed. Since Unleash 6.
             * @example 1
             */
            deletedSessions?: number;
            /**
             * @description Kind of seat in the licence. Since Unleash 7.
             * @example Regular
             */
            seatType?: string | null;
            /**
             * @description Role in the company, as entered by the user. Since Unleash 7.
             * @example Developer
             */
            companyRole?: string | null;
            /**
             * @description Whether the user agreed to email about the product. Since Unleash 7.
             * @example false
             */
            productUpdatesEmailConsent?: boolean | null;
        };
        /** @description A role. Users who sign up with a token get Viewer. */
        roleSchema: {
            /**
             * @description Unique on the instance.
             * @example 9
             */
            id: number;
            /**
             * @description `root`, `root-custom`, `project` or `custom`; other values are possible.
             * @example root
             */
            type: string;
            /**
             * @description Shown in the admin UI.
             * @example Editor
             */
            name: string;
            /**
             * @description What the role is for.
             * @example Can change most things.
             */
            description?: string;
            /**
             * @description The project that a project role belongs to.
             * @example default
             */
            project?: string | null;
        };
        /** @description An error of the server. Every property is optional: they differ by cause and by version. */
        errorSchema: {
            /**
             * @description Identifies this occurrence in the server's log.
             * @example 9c40958a-daac-400e-98fb-3bb438567008
             */
            id?: string;
            /**
             * @description Kind of the error.
             * @example BadDataError
             */
            name?: string;
            /**
             * @description What went wrong, in words. May be less specific than `details`, and may contain SQL on a 500.
             * @example Could not find public signup token.
             */
            message?: string;
            /** @description One entry per problem. */
            details?: {
                /**
                 * @description What is wrong.
                 * @example The `/body/expiresAt` property must match format "date-time". You sent "soon".
                 */
                message: string;
                /**
                 * @description Where the problem is: `/body/expiresAt`, or `expiresAt` in Unleash 5.
                 * @example /body/expiresAt
                 */
                path?: string;
                /** @description The same as `message`, in Unleash 5. */
                description?: string;
            }[];
            /**
             * @description On a 403, the permissions that are required; not in Unleash 5.
             * @example [
             *       "ADMIN"
             *     ]
             */
            permissions?: string[];
            /**
             * @description On a 403, the permission that is required; only in Unleash 5, and not always.
             * @example ADMIN
             */
            permission?: string;
            /**
             * @description On a 401, where to log in.
             * @example /auth/simple/login
             */
            path?: string;
            /**
             * @description On a 401, the way to log in.
             * @example password
             */
            type?: string;
            /**
             * @description On a 401, internal to the admin UI.
             * @example false
             */
            defaultHidden?: boolean;
            /** @description Older form of `message`. */
            error?: string;
            /** @description Older form of `details`; its shape is not known. */
            validation?: unknown;
        };
        /** @description A page for people, which says nothing of use to a program. */
        htmlPage: string;
    };
    responses: {
        /** @description The API key is missing or unknown. */
        unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["errorSchema"];
            };
        };
        /** @description The API key does not belong to an administrator. */
        forbidden: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["errorSchema"];
            };
        };
        /** @description No token has this secret. */
        notFound: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["errorSchema"];
            };
        };
        /** @description The body is larger than 100 kB. The response is an HTML page. */
        payloadTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": components["schemas"]["htmlPage"];
            };
        };
        /** @description The body was not sent as `application/json`. */
        unsupportedMediaType: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["errorSchema"];
            };
        };
        /** @description Too many requests with this key within the window. The request was not applied; retry after `Retry-After`. The server limits only the admin endpoints (since version 8); a proxy may limit the others. */
        tooManyRequests: {
            headers: {
                /** @description Seconds to wait before the next attempt. */
                "Retry-After"?: number;
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
            };
        };
        /** @description The server failed. Also the response to a username that is already registered, and to a NUL byte in the secret or a name. `message` and `details` may contain SQL: do not show them to users. */
        serverError: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["errorSchema"];
            };
        };
        /** @description A proxy cannot reach the instance and responds with HTML; or the instance is in maintenance mode, in which it rejects creating and updating tokens. Sign-up still works in maintenance mode. */
        unavailable: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["errorSchema"];
                "text/html": components["schemas"]["htmlPage"];
            };
        };
    };
    parameters: {
        /**
         * @description The secret of the token, percent-encoded. With an empty secret, `.` or `..` the URL is that of another endpoint.
         * @example a3c84b25409ea8ca1782ef17f94a42fc
         */
        token: string;
    };
    requestBodies: never;
    headers: {
        /** @description Requests allowed, and after `w=` the length of the window in seconds. Like the three headers below, sent only by the admin endpoints, since Unleash 8. */
        "RateLimit-Policy": string;
        /** @description Requests allowed per window. */
        "RateLimit-Limit": number;
        /** @description Requests left in this window. */
        "RateLimit-Remaining": number;
        /** @description Seconds until the next window starts. */
        "RateLimit-Reset": number;
    };
    pathItems: never;
}
export type PublicSignupTokenSchema = components['schemas']['publicSignupTokenSchema'];
export type UpdatedPublicSignupTokenSchema = components['schemas']['updatedPublicSignupTokenSchema'];
export type PublicSignupTokensSchema = components['schemas']['publicSignupTokensSchema'];
export type PublicSignupTokenCreateSchema = components['schemas']['publicSignupTokenCreateSchema'];
export type PublicSignupTokenUpdateSchema = components['schemas']['publicSignupTokenUpdateSchema'];
export type CreateInvitedUserSchema = components['schemas']['createInvitedUserSchema'];
export type UserSchema = components['schemas']['userSchema'];
export type RoleSchema = components['schemas']['roleSchema'];
export type ErrorSchema = components['schemas']['errorSchema'];
export type HtmlPage = components['schemas']['htmlPage'];
export type ResponseUnauthorized = components['responses']['unauthorized'];
export type ResponseForbidden = components['responses']['forbidden'];
export type ResponseNotFound = components['responses']['notFound'];
export type ResponsePayloadTooLarge = components['responses']['payloadTooLarge'];
export type ResponseUnsupportedMediaType = components['responses']['unsupportedMediaType'];
export type ResponseTooManyRequests = components['responses']['tooManyRequests'];
export type ResponseServerError = components['responses']['serverError'];
export type ResponseUnavailable = components['responses']['unavailable'];
export type ParameterToken = components['parameters']['token'];
export type HeaderRateLimitPolicy = components['headers']['RateLimit-Policy'];
export type HeaderRateLimitLimit = components['headers']['RateLimit-Limit'];
export type HeaderRateLimitRemaining = components['headers']['RateLimit-Remaining'];
export type HeaderRateLimitReset = components['headers']['RateLimit-Reset'];
export type $defs = Record<string, never>;
/** The operations of the OpenAPI document, as openapi-typescript generates them. @hidden */
export interface operations {
    getAllPublicSignupTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All tokens. */
            200: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["publicSignupTokensSchema"];
                };
            };
            /** @description As on the other admin endpoints, the API key is missing or unknown. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["errorSchema"];
                };
            };
            /** @description As on the other admin endpoints, the API key does not belong to an administrator. */
            403: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["errorSchema"];
                };
            };
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["serverError"];
            503: components["responses"]["unavailable"];
        };
    };
    createPublicSignupToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["publicSignupTokenCreateSchema"];
            };
        };
        responses: {
            /** @description The new token. */
            201: {
                headers: {
                    /** @description URL of the token, relative to the URL of this request: `tokens/` and the secret. */
                    location?: string;
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["publicSignupTokenSchema"];
                };
            };
            /** @description The body does not match the schema; see `details`. A body that is not JSON gets an HTML page. */
            400: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["errorSchema"];
                    "text/html": components["schemas"]["htmlPage"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            413: components["responses"]["payloadTooLarge"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["serverError"];
            503: components["responses"]["unavailable"];
        };
    };
    getPublicSignupToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The secret of the token, percent-encoded. With an empty secret, `.` or `..` the URL is that of another endpoint.
                 * @example a3c84b25409ea8ca1782ef17f94a42fc
                 */
                token: components["parameters"]["token"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token. */
            200: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["publicSignupTokenSchema"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["serverError"];
            503: components["responses"]["unavailable"];
        };
    };
    updatePublicSignupToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The secret of the token, percent-encoded. With an empty secret, `.` or `..` the URL is that of another endpoint.
                 * @example a3c84b25409ea8ca1782ef17f94a42fc
                 */
                token: components["parameters"]["token"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["publicSignupTokenUpdateSchema"];
            };
        };
        responses: {
            /** @description The updated token. All known servers return an empty `role` and an empty `users` here, even if users signed up: read the token again to get them. */
            200: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["publicSignupTokenSchema"] | components["schemas"]["updatedPublicSignupTokenSchema"];
                };
            };
            /** @description The body does not match the schema; see `details`. The response has no body if the request has neither `expiresAt` nor `enabled`. A body that is not JSON gets an HTML page. */
            400: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["errorSchema"];
                    "text/html": components["schemas"]["htmlPage"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            413: components["responses"]["payloadTooLarge"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["serverError"];
            503: components["responses"]["unavailable"];
        };
    };
    validatePublicSignupToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The secret of the token, percent-encoded. With an empty secret, `.` or `..` the URL is that of another endpoint.
                 * @example a3c84b25409ea8ca1782ef17f94a42fc
                 */
                token: components["parameters"]["token"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link works now. The response has no body. An HTML page with status 200 comes from the admin UI: the base URL is wrong. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The token is unknown, disabled or expired; the server does not say which. An error body is documented, but no known server sends one. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["errorSchema"];
                };
            };
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["serverError"];
            503: components["responses"]["unavailable"];
        };
    };
    addPublicSignupTokenUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The secret of the token, percent-encoded. With an empty secret, `.` or `..` the URL is that of another endpoint.
                 * @example a3c84b25409ea8ca1782ef17f94a42fc
                 */
                token: components["parameters"]["token"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["createInvitedUserSchema"];
            };
        };
        responses: {
            /** @description The new user. Documented, but all known servers respond with 201. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["userSchema"];
                };
            };
            /** @description The new user. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["userSchema"];
                };
            };
            /** @description With a body: the email address is already registered or invalid, or the body does not match the schema; see `details`. Without a body: the token is unknown, disabled or expired. A body that is not JSON gets an HTML page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["errorSchema"];
                    "text/html": components["schemas"]["htmlPage"];
                };
            };
            /** @description The email address or the username is already registered. Documented, but known servers respond with 400 for an email address and with 500 for a username. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["errorSchema"];
                };
            };
            413: components["responses"]["payloadTooLarge"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["serverError"];
            503: components["responses"]["unavailable"];
        };
    };
}
