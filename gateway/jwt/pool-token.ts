/**
 * The form of a user pool's tokens. Only the pool signs with its keys, so a token with a valid signature and another
 * form was not issued by it.
 *
 * Sources: Amazon Cognito Developer Guide, "Understanding user pool JSON web tokens" (header and claims);
 * API reference, UsernameType (its letters), CreateUserPoolClient (a token holds a day at most).
 */
import type { Claims } from "./sign";

const MAX_LENGTH = 8_192;
const MAX_DEPTH = 16;
const MAX_SECONDS = 86_400;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const USERNAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u;
const HASHES = ["at_hash", "c_hash"];

/** How a token's form differs from the pool's; `undefined` where it does not. */
export function oddForm(token: string, header: string, payload: string): string | undefined {
  if (token.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} characters`;
  const members = Object.keys(JSON.parse(header)).sort().join();
  if (members !== "alg,kid") return "its header has other members than kid and alg";
  // The pool serializes JSON in one way: a repeated member or another form of a number does not come from it.
  if (![header, payload].every((text) => JSON.stringify(JSON.parse(text)) === text))
    return "it is not written as the pool writes";
  if (depthOf(JSON.parse(payload)) > MAX_DEPTH) return "its claims are nested too deep";
  return undefined;
}

/** How a token's claims differ from the pool's; `undefined` where they do not. */
export function oddClaims(claims: Claims, now: Date): string | undefined {
  const { exp, iat, nbf, sub, token_use: use } = claims;
  if (![exp, iat, nbf ?? 0].every(isSeconds)) return "its exp, iat or nbf is no time in seconds";
  if ((iat as number) > now.getTime() / 1_000) return "it is issued in the future";
  if ((exp as number) - (iat as number) > MAX_SECONDS) return "it holds for more than a day";
  const name = claims[use === "id" ? "cognito:username" : "username"];
  if (!isUsers(sub) && !isProgram(claims)) return "its sub is neither a user's nor its client's";
  if (name !== undefined && !(typeof name === "string" && USERNAME.test(name)))
    return "its user name is none";
  if (use === "access" && HASHES.some((hash) => hash in claims)) return "it is an ID token by its claims";
  return undefined;
}

function isUsers(sub: unknown): boolean {
  return typeof sub === "string" && UUID.test(sub);
}

/** A program's own token, by the client credentials grant: its client is its subject, and it has no user name. */
function isProgram({ client_id: client, sub, token_use: use, username }: Claims): boolean {
  const isClient = typeof client === "string" && /^[\w+]{1,128}$/.test(client) && sub === client;
  return use === "access" && username === undefined && isClient;
}

function isSeconds(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
