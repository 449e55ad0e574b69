import type { UserPool } from "../../../terraform/model";
import type { HttpRequest, HttpResponse } from "../../http/message";
import type { SigningKey } from "../../jwt/keys";

export interface DiscoveryOptions {
  readonly userPools: readonly UserPool[];
  readonly keys: readonly SigningKey[];
  /** `http://127.0.0.1:3000` */
  readonly endpoint: string;
}

/**
 * Answers `/POOL/.well-known/jwks.json` and `…/openid-configuration`; `undefined` for any other path. The issuer is
 * that of the tokens; the addresses are on this machine, and those of OAuth exist where the pool has a domain.
 */
export function answerDiscovery(
  { path, verb }: HttpRequest,
  { endpoint, keys, userPools }: DiscoveryOptions,
): HttpResponse | undefined {
  if (!path.includes("/.well-known/")) return undefined;
  const [, id, document] = /^\/([\w-]+_[0-9A-Za-z]+)\/\.well-known\/([\w.-]+)$/.exec(path) ?? [];
  const pool = userPools.find((candidate) => candidate.id === id);
  if (pool === undefined || (verb !== "GET" && verb !== "HEAD")) return undefined;
  if (document === "jwks.json") return json({ keys: keys.map(({ jwk }) => jwk) });
  if (document !== "openid-configuration") return undefined;
  return json({
    ...(pool.domains && {
      authorization_endpoint: `${endpoint}/oauth2/authorize`,
      end_session_endpoint: `${endpoint}/logout`,
    }),
    id_token_signing_alg_values_supported: ["RS256"],
    issuer: pool.issuer,
    jwks_uri: `${endpoint}/${pool.id}/.well-known/jwks.json`,
    response_types_supported: ["code", "token"],
    ...(pool.domains && { revocation_endpoint: `${endpoint}/oauth2/revoke` }),
    scopes_supported: ["openid", "email", "phone", "profile"],
    subject_types_supported: ["public"],
    ...(pool.domains && {
      token_endpoint: `${endpoint}/oauth2/token`,
      token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
      userinfo_endpoint: `${endpoint}/oauth2/userInfo`,
    }),
  });
}

function json(body: unknown): HttpResponse {
  return {
    status: 200,
    headers: [
      ["Content-Type", "application/json"],
      ["Access-Control-Allow-Origin", "*"],
      ["Cache-Control", "public, max-age=86400"],
    ],
    body: JSON.stringify(body),
  };
}
