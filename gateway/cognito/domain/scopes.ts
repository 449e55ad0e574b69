import { CLAIM_SCOPES, OWN_SCOPE } from "../user-pool/claims";
import type { OauthClient } from "./context";

/** Scopes that are no resource server's. */
const STANDARD = ["openid", ...CLAIM_SCOPES, OWN_SCOPE];

/**
 * The scopes of a request: those that it asks for, or all of the client's where it asks for none. All must be the
 * client's. (AWS's pages differ on a scope that the client lacks: one ignores it, one refuses. It is refused.)
 *
 * @returns `undefined` where the request is refused
 */
export function scopesFor(
  { oauth, pool }: OauthClient,
  asked: string | undefined,
  grant: "client_credentials" | "code",
): readonly string[] | undefined {
  const custom = new Set(
    pool.resourceServers.flatMap(({ identifier, scopes }) => scopes.map((scope) => `${identifier}/${scope}`)),
  );
  const mayHave = oauth.scopes.filter((scope) =>
    grant === "code" ? custom.has(scope) || STANDARD.includes(scope) : custom.has(scope),
  );
  if (asked === undefined) return mayHave.length > 0 ? mayHave : undefined;
  const scopes = [...new Set(asked.split(" ").filter((scope) => scope !== ""))];
  if (scopes.length === 0 || !scopes.every((scope) => mayHave.includes(scope))) return undefined;
  const needsOpenid = scopes.some((scope) => CLAIM_SCOPES.includes(scope));
  return needsOpenid && !scopes.includes("openid") ? undefined : scopes;
}
