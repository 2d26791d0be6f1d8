// Generated from spec/invite-links.openapi.yaml by `npm run generate`. Never edited.

/** The paths of the OpenAPI document. @hidden */
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
         * @description Every token ever made, in no stable order and in one piece: disabled and expired ones are in it, and there is no paging.
         */
        get: operations["getAllPublicSignupTokens"];
        put?: never;
        /**
         * Make a token
         * @description Makes a token, and with it a link that works at once. The server shortens `expiresAt` to one calendar month from now without telling, so trust the date in the answer. It also takes a date in the past and an empty name, which makes a link that admits nobody or a token without a label.
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
                 * @description The secret of the token, percent-encoded. An empty secret, `.` or `..` makes the URL of another endpoint.
                 * @example a3c84b25409ea8ca1782ef17f94a42fc
                 */
                token: components["parameters"]["token"];
            };
            cookie?: never;
        };
        /**
         * Read a token
         * @description One token, with the people who signed up with it.
         */
        get: operations["getPublicSignupToken"];
        /**
         * Extend, disable or enable a token
         * @description Changes only what is sent. Unlike on creation, `expiresAt` is not capped. A new date does not enable a disabled token, and `enabled: true` does not extend an expired one. `enabled: false` is how a link is deleted.
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
                 * @description The secret of the token, percent-encoded. An empty secret, `.` or `..` makes the URL of another endpoint.
                 * @example a3c84b25409ea8ca1782ef17f94a42fc
                 */
                token: components["parameters"]["token"];
            };
            cookie?: never;
        };
        /**
         * Check whether a token admits people
         * @description Says yes or no, and nothing about the token. No CORS headers are sent.
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
                 * @description The secret of the token, percent-encoded. An empty secret, `.` or `..` makes the URL of another endpoint.
                 * @example a3c84b25409ea8ca1782ef17f94a42fc
                 */
                token: components["parameters"]["token"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign a person up
         * @description Makes a user with the role of the token, Viewer, and notes on the token who it was. The password is not checked for strength, and may even be empty. No CORS headers are sent.
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
/** The components of the OpenAPI document. @hidden */
export interface components {
    schemas: {
        /** @description A public signup token, and the link that it makes. */
        publicSignupTokenSchema: {
            /**
             * @description Names the token in every request, and makes the link. Whoever has it can join, so treat it like a password.
             * @example a3c84b25409ea8ca1782ef17f94a42fc
             */
            secret: string;
            /**
             * @description The link to hand out. It leads to the instance's signup page.
             * @example https://sandbox.getunleash.io/enterprise/new-user?invite=a3c84b25409ea8ca1782ef17f94a42fc
             */
            url: string | null;
            /**
             * @description A label for administrators; the people invited never see it. Need not be unique.
             * @example Invite public viewers
             */
            name: string;
            /**
             * @description False once the link was ended by hand. Stays true after the expiry, although it is documented to become false: look at `expiresAt` as well.
             * @example true
             */
            enabled: boolean;
            /**
             * Format: date-time
             * @description The link works until 00:00 of this day (time zone of the server's database, normally UTC), whatever the time of day says. In UTC, with milliseconds.
             * @example 2023-04-12T11:13:31.960Z
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description When the token was made. In UTC, with milliseconds.
             * @example 2023-04-12T11:13:31.960Z
             */
            createdAt: string;
            /**
             * @description E-mail address or username of who made the token.
             * @example someone@example.com
             */
            createdBy: string | null;
            /** @description Who signed up with this token. Servers fill in `id`, `name` and `username` alone. */
            users?: components["schemas"]["userSchema"][] | null;
            role: components["schemas"]["roleSchema"];
        };
        /** @description A token as an update answers it: `role` is an empty object and `users` an empty list, whoever signed up. All else is right. */
        updatedPublicSignupTokenSchema: {
            secret: components["schemas"]["publicSignupTokenSchema"]["secret"];
            url: components["schemas"]["publicSignupTokenSchema"]["url"];
            name: components["schemas"]["publicSignupTokenSchema"]["name"];
            enabled: components["schemas"]["publicSignupTokenSchema"]["enabled"];
            expiresAt: components["schemas"]["publicSignupTokenSchema"]["expiresAt"];
            createdAt: components["schemas"]["publicSignupTokenSchema"]["createdAt"];
            createdBy: components["schemas"]["publicSignupTokenSchema"]["createdBy"];
            users?: components["schemas"]["publicSignupTokenSchema"]["users"];
            /** @description Always empty. Read the token again to learn its role. */
            role: Record<string, never>;
        };
        /** @description All tokens of an instance. */
        publicSignupTokensSchema: {
            /** @description In no stable order. */
            tokens: components["schemas"]["publicSignupTokenSchema"][];
        };
        /** @description What a new token is made from. */
        publicSignupTokenCreateSchema: {
            /**
             * @description A label for administrators. May be long, as long as the body stays below 100 kB, and hold any Unicode but NUL.
             * @example Design team
             */
            name: string;
            /**
             * Format: date-time
             * @description When the link shall stop working. It stops at 00:00 of this day, so the earliest date of use is tomorrow; the latest is one calendar month from now, to which the server shortens a later one. Any offset is understood.
             * @example 2023-04-12T11:13:31.960Z
             */
            expiresAt: string;
        };
        /** @description What to change; at least one of the two. */
        publicSignupTokenUpdateSchema: {
            /**
             * Format: date-time
             * @description When the link shall stop working: at 00:00 of this day. Not capped, may be years from now. Any offset is understood.
             * @example 2023-04-11T15:46:56Z
             */
            expiresAt?: string;
            /**
             * @description False ends the link, true brings it back if it is not expired.
             * @example true
             */
            enabled?: boolean;
        };
        /** @description Who signs up. */
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
             * @description How the person is called in the admin UI.
             * @example Hunter Burgan
             */
            name: string;
            /**
             * @description For signing in. The server does not check its strength.
             * @example hunter2
             */
            password: string;
        };
        /** @description A user of the instance. Which properties are there depends on the endpoint and the server's version. */
        userSchema: {
            /**
             * @description Unique on the instance.
             * @example 123
             */
            id: number;
            /**
             * @deprecated
             * @description Internal. Servers 5 and 6 alone have it.
             * @example true
             */
            isAPI?: boolean;
            /**
             * @description How the person is called in the admin UI.
             * @example User
             */
            name?: string | null;
            /**
             * @description E-mail address.
             * @example user@example.com
             */
            email?: string;
            /**
             * @description Unique on the instance. In the list of a token's users, null when there is none.
             * @example hunter
             */
            username?: string | null;
            /**
             * @description Profile image.
             * @example https://example.com/242x200.png
             */
            imageUrl?: string;
            /**
             * @description Link that the user may pass on, when this instance invites by link.
             * @example http://localhost:4242/invite-link/some-secret
             */
            inviteLink?: string;
            /**
             * @description Failed logins so far.
             * @example 3
             */
            loginAttempts?: number;
            /**
             * @description Whether the welcome e-mail went out.
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
             * @description When the user was made.
             * @example 2023-06-30T11:41:00.123Z
             */
            createdAt?: string;
            /**
             * @description `User` or `Service Account`, as far as known.
             * @example User
             */
            accountType?: string;
            /**
             * @deprecated
             * @description Permissions of the user; no server is known to send them here.
             */
            permissions?: string[];
            /**
             * @description Id in the directory, when SCIM manages the user.
             * @example 01HTMEXAMPLESCIMID7SWWGHN6
             */
            scimId?: string | null;
            /**
             * @description Open browser sessions. Since server 6.
             * @example 2
             */
            activeSessions?: number | null;
            /**
             * @description Experimental. Sessions that the last login closed. Since server 6.
             * @example 1
             */
            deletedSessions?: number;
            /**
             * @description Kind of seat in the licence. Since server 7.
             * @example Regular
             */
            seatType?: string | null;
            /**
             * @description The person's role in the company, as told by themselves. Since server 7.
             * @example Developer
             */
            companyRole?: string | null;
            /**
             * @description Whether the person agreed to e-mail about the product. Since server 7.
             * @example false
             */
            productUpdatesEmailConsent?: boolean | null;
        };
        /** @description A role. Signing up with a token gives Viewer. */
        roleSchema: {
            /**
             * @description Unique on the instance.
             * @example 9
             */
            id: number;
            /**
             * @description `root`, `root-custom`, `project` or `custom`, as far as known.
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
        /** @description An error of the server. Nothing in it can be relied upon: the properties differ by cause and by version. */
        errorSchema: {
            /**
             * @description Names this one occurrence in the server's log.
             * @example 9c40958a-daac-400e-98fb-3bb438567008
             */
            id?: string;
            /**
             * @description Kind of the error.
             * @example BadDataError
             */
            name?: string;
            /**
             * @description What went wrong, for people. May be general where `details` is exact, and may hold SQL on a 500.
             * @example Could not find public signup token.
             */
            message?: string;
            /** @description One entry for each thing that is wrong. */
            details?: {
                /**
                 * @description What is wrong.
                 * @example The `/body/expiresAt` property must match format "date-time". You sent "soon".
                 */
                message: string;
                /**
                 * @description Where it is wrong: `/body/expiresAt`, or `expiresAt` on server 5.
                 * @example /body/expiresAt
                 */
                path?: string;
                /** @description The same as `message`, on server 5. */
                description?: string;
            }[];
            /**
             * @description On a 403, the permissions that would have been needed; not on server 5.
             * @example [
             *       "ADMIN"
             *     ]
             */
            permissions?: string[];
            /**
             * @description On a 403, the permission that would have been needed; on server 5, if at all.
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
        /** @description The API key is missing or not known. */
        unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["errorSchema"];
            };
        };
        /** @description The API key is not an administrator's. */
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
        /** @description The body is over 100 kB. Answered with an HTML page. */
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
        /** @description Too many requests with this key within the window. Nothing was done; try again after `Retry-After`. The server limits the admin endpoints alone (since version 8); on the others, a proxy in front may. */
        tooManyRequests: {
            headers: {
                /** @description Seconds to wait before the next try. */
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
        /** @description The server failed. Also its answer to a username that is taken, and to a NUL byte in the secret or a name. `message` and `details` may hold SQL: do not show them to people. */
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
        /** @description A proxy in front cannot reach the instance, and tells so in HTML; or the instance is in maintenance mode, in which it refuses to make and to change tokens. Signing up goes on in maintenance mode. */
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
         * @description The secret of the token, percent-encoded. An empty secret, `.` or `..` makes the URL of another endpoint.
         * @example a3c84b25409ea8ca1782ef17f94a42fc
         */
        token: string;
    };
    requestBodies: never;
    headers: {
        /** @description Requests allowed, and after `w=` the length of the window in seconds. As the three below, sent by the admin endpoints alone, and since server 8. */
        "RateLimit-Policy": string;
        /** @description Requests allowed per window. */
        "RateLimit-Limit": number;
        /** @description Requests left in this window. */
        "RateLimit-Remaining": number;
        /** @description Seconds until the next window begins. */
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
/** The operations of the OpenAPI document. @hidden */
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
            /** @description As on the other admin endpoints, the API key is missing or not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["errorSchema"];
                };
            };
            /** @description As on the other admin endpoints, the API key is not an administrator's. */
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
                    /** @description Where the token can be read, relative to the URL of this request: `tokens/` and the secret. */
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
            /** @description The body breaks a rule of the schema; `details` says which. A body that is not JSON at all is answered with an HTML page. */
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
                 * @description The secret of the token, percent-encoded. An empty secret, `.` or `..` makes the URL of another endpoint.
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
                 * @description The secret of the token, percent-encoded. An empty secret, `.` or `..` makes the URL of another endpoint.
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
            /** @description The token after the change. All servers so far leave `role` empty and `users` an empty list here, whoever signed up; read the token again to learn these two. */
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
            /** @description The body breaks a rule of the schema; `details` says which. When it has neither `expiresAt` nor `enabled`, the answer has no body. A body that is not JSON at all is answered with an HTML page. */
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
                 * @description The secret of the token, percent-encoded. An empty secret, `.` or `..` makes the URL of another endpoint.
                 * @example a3c84b25409ea8ca1782ef17f94a42fc
                 */
                token: components["parameters"]["token"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token works now. There is no body: a page of HTML with status 200 is not this endpoint, but the admin UI at a wrong base URL. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The token is unknown, disabled or expired; which of them is not told. An error body is documented, but all servers so far send none. */
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
                 * @description The secret of the token, percent-encoded. An empty secret, `.` or `..` makes the URL of another endpoint.
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
            /** @description The new user. Documented, but all servers so far answer with 201. */
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
            /** @description With a body, the person cannot be signed up: the e-mail address is taken or malformed, or the body breaks a rule of the schema; the reason is in `details`. Without a body, the token is unknown, disabled or expired. A body that is not JSON at all is answered with an HTML page. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["errorSchema"];
                    "text/html": components["schemas"]["htmlPage"];
                };
            };
            /** @description The e-mail address or the username is taken. Documented, but servers so far answer with 400 for an address and with 500 for a username. */
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
