/** Where the client that orval makes finds its server: it is told so when it is generated. */
export const base: { url: string } = { url: "" };
