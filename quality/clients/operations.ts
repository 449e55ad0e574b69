/** What clients do, in the order of docs/clients.md. Each has users of its own, so that none needs another. */
export const OPERATIONS = [
  "sign in, SRP",
  "sign in, password",
  "sign in, choice of factor",
  "sign in, code by e-mail",
  "sign in, passkey",
  "new password for a temporary one",
  "second factor, sign in",
  "second factor, set up",
  "refresh",
  "sign out, revoke",
  "sign out everywhere",
  "sign up and confirm",
  "forgotten password",
  "change password",
  "read and change attributes",
  "delete the account",
  "AWS credentials of the identity pool",
  "AWS credentials for a user without a group",
  "signed call",
  "signed call of a system",
  "call with a token",
  "discovery",
  "OAuth: code with PKCE",
  "OAuth: code, client with a secret",
  "OAuth: userInfo",
  "OAuth: refresh",
  "OAuth: revoke",
  "OAuth: log out",
  "OAuth: client credentials",
  "verify tokens, keys given",
  "verify tokens, keys fetched",
  "administer users",
  "STS: who am I",
] as const;

export type OperationName = (typeof OPERATIONS)[number];

/** Those that the configuration `choice` is about. */
export const CHOICE: readonly string[] = [
  "sign in, SRP",
  "sign in, choice of factor",
  "sign in, code by e-mail",
  "sign in, passkey",
  "refresh",
  "OAuth: refresh",
] satisfies OperationName[];

/** @throws if a program names an operation that is not listed */
export function assertListed(names: readonly string[]): void {
  const unknown = names.filter((name) => !(OPERATIONS as readonly string[]).includes(name));
  if (unknown.length > 0) throw new Error(`operations.ts does not list ${unknown.join(", ")}`);
}
