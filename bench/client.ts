/** The common interface of all clients: the six operations, as an application calls them. */
export interface Client {
  get(secret: string): Promise<Token>;
  list(): Promise<readonly Token[]>;
  create(name: string, expiresAt: Date): Promise<unknown>;
  disable(secret: string): Promise<unknown>;
  validate(secret: string): Promise<unknown>;
  signUp(secret: string, person: Person): Promise<unknown>;
}

/** The part of a response that the benchmark reads; every client types more of it. */
export interface Token {
  readonly secret: string;
  readonly expiresAt: string | Date;
  readonly users?: readonly object[] | null | undefined;
}

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Every file in `clients/` exports one of these as `connect`. The client sends with the global `fetch`. */
export type Connect = (baseUrl: string, apiKey: string) => Client;
