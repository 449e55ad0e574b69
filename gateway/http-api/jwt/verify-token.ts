import type { JwtAuthorizer } from "../../../terraform/model";
import type { VerifyingKey } from "../../jwt/keys";
import type { Claims } from "../../jwt/sign";
import { unverifiedClaims, verifySigned } from "../../jwt/verify";
import { oddToken } from "./token-form";

/** Why a token is refused, as API Gateway says it in `error_description`. Only some of its texts are known. */
export interface TokenProblem {
  readonly problem: string;
}

export interface VerifiedToken {
  readonly claims: Claims;
  /** That of the authorizer's which the token is for: its `aud`, or without one its `client_id`. */
  readonly audience: string;
}

/**
 * Verifies a token for a JWT authorizer: RS256 only, with a key of the issuer by `kid`, `iss` compared exactly, times
 * without leeway, and the audience. `exp` is required. Scopes are decided about afterwards.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function verifyToken(
  token: string,
  { audience, issuer }: Pick<JwtAuthorizer, "audience" | "issuer">,
  { keys, now }: { readonly keys: readonly VerifyingKey[]; readonly now: Date },
): VerifiedToken | TokenProblem {
  const parts = token.split(".");
  if (parts.length !== 3) return { problem: "token contains an invalid number of segments" };
  const algorithm = algorithmIn(parts[0] ?? "");
  if (algorithm !== "RS256") return { problem: signingMethod(algorithm) };
  if (unverifiedClaims(token)?.iss !== issuer) return { problem: "issuer does not match" };
  const signed = verifySigned(token, keys);
  if ("outcome" in signed || oddToken(signed.header, signed.payload) !== undefined)
    return { problem: "the token could not be verified" };
  const { claims } = signed;
  if (claims.iss !== issuer) return { problem: "issuer does not match" };
  const late = problemOfTime(claims, now.getTime() / 1_000);
  if (late !== undefined) return { problem: late };
  const found = audienceIn(claims, audience);
  return found === undefined
    ? { problem: "the token does not have a valid audience" }
    : { claims, audience: found };
}

function algorithmIn(header: string): unknown {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(header, "base64url").toString("utf8"));
    return typeof parsed === "object" && parsed !== null
      ? (parsed as Record<string, unknown>).alg
      : undefined;
  } catch {
    return undefined;
  }
}

/** The text of a caller goes into a header of the answer, so it is repeated only where it is a name. */
function signingMethod(algorithm: unknown): string {
  return typeof algorithm === "string" && /^[\w-]{1,16}$/.test(algorithm)
    ? `signing method ${algorithm} is invalid`
    : "signing method is invalid";
}

function problemOfTime({ exp, iat, nbf }: Claims, seconds: number): string | undefined {
  // JSON has numbers that are infinite here.
  if (typeof exp !== "number" || !Number.isFinite(exp) || exp <= seconds) return "the token has expired";
  for (const start of [nbf, iat])
    if (start !== undefined && !(typeof start === "number" && Number.isFinite(start) && start <= seconds))
      return "the token is not valid yet";
  return undefined;
}

/** `client_id` is read only where there is no `aud`. */
function audienceIn({ aud, client_id: client }: Claims, allowed: readonly string[]): string | undefined {
  const named = aud === undefined ? client : aud;
  const shown: readonly unknown[] = Array.isArray(named) ? named : [named];
  if (aud === undefined && Array.isArray(client)) return undefined;
  if (!shown.every((one) => typeof one === "string")) return undefined;
  return allowed.find((one) => one !== "" && shown.includes(one));
}
