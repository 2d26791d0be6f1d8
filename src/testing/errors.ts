import { json } from "./responses.ts";
import type { Version } from "./versions.ts";

/** One reason of an error. */
export interface Detail {
  readonly path?: string;
  readonly message: string;
}

/** An error in a server's own form. */
export class ServerError extends Error {
  readonly status: number;
  readonly details: readonly Detail[];

  constructor(status: number, name: string, message: string, details: readonly Detail[] = [{ message }]) {
    super(message);
    this.name = name;
    this.status = status;
    this.details = details;
  }
}

/** An error that is detected before the request is applied. */
export class RequestError extends ServerError {
  /** Further properties of its JSON. */
  readonly extras: object;

  constructor(
    status: number,
    name: string,
    message: string,
    details?: readonly Detail[],
    extras: object = {},
  ) {
    super(status, name, message, details);
    this.extras = extras;
  }
}

export function errorJson(error: ServerError, version: Version, newId: () => string): Response {
  const { status, name, message } = error;
  const id = error instanceof RequestError || version.allErrorsHaveId ? { id: newId() } : {};
  const details = error.details.map((detail) =>
    version.detailsHaveDescription ? { ...detail, description: detail.message } : detail,
  );
  return json(status, {
    ...id,
    name,
    message,
    details,
    ...(error instanceof RequestError ? error.extras : {}),
  });
}

/** An SQL statement that the database rejected. */
export function sqlError(statement: string, reason: string): ServerError {
  return new ServerError(500, "UnknownError", `${statement} - ${reason}`);
}

const BAD_DATA = "Request validation failed: your request body or params contain invalid data";
const SEE_DETAILS = `${BAD_DATA}. Refer to the \`details\` list for more information.`;

export function badData(reason: string): ServerError {
  return new ServerError(400, "BadDataError", `${BAD_DATA}: ${reason}`, [{ message: reason }]);
}

/** A value that a service rejected. */
export function badValue(reason: string): ServerError {
  return new ServerError(400, "BadDataError", SEE_DETAILS, [{ message: reason }]);
}

/** A body that violates the schema. */
export function badBody(detail: Detail): RequestError {
  return new RequestError(400, "BadDataError", SEE_DETAILS, [detail]);
}

export function tokenNotFound(): ServerError {
  return new ServerError(404, "NotFoundError", "Could not find public signup token.");
}

export function undecodable(param: string): ServerError {
  return new ServerError(500, "UnknownError", `Failed to decode param '${param}'`);
}

export function pathNotFound(path: string): RequestError {
  return new RequestError(404, "NotFoundError", `The path you were looking for (${path}) is not available.`);
}

/** @param prefix the path of the base URL */
export function unauthorized(key: string, prefix: string): RequestError {
  if (key !== "") return new RequestError(401, "UnauthorizedError", "You must log in to use Unleash.");
  const path = `${prefix}/auth/simple/login`;
  const message = `You must log in to use Unleash. Your request had no authorization header, so we could not authorize you. Try logging in at ${path}`;
  const extras = { path, type: "password", defaultHidden: false };
  return new RequestError(401, "AuthenticationRequired", message, undefined, extras);
}

export function forbidden(): RequestError {
  const message =
    'You don\'t have the required permissions to perform this operation. To perform this action, you need the "ADMIN" permission.';
  return new RequestError(403, "PermissionError", message, undefined, { permissions: ["ADMIN"] });
}

export function wrongType(type: string | null): RequestError {
  const message = `We do not accept the content-type you provided (${type || "you didn't provide one"}). Try using one of the content-types we do accept instead (application/json) and make sure the body is in the corresponding format.`;
  return new RequestError(415, "ContentTypeError", message);
}
