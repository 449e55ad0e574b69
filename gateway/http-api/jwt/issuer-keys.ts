import type { Backends } from "../../data-plane/integrations/http/backends";
import type { Send } from "../../http/send";
import type { VerifyingKey } from "../../jwt/keys";
import { publishedKeys } from "./published-keys";

/** Finds the keys that tokens of an issuer are verified with. */
export type IssuerKeys = (issuer: string) => Promise<readonly VerifyingKey[] | KeysProblem>;

/** Why there are none, as API Gateway says it to callers. */
export interface KeysProblem {
  readonly problem: "OIDC discovery endpoint communication error" | "JWKS communication error";
  /** For the log. */
  readonly reason: string;
}

/** An issuer whose keys the gate has itself. */
export interface LocalIssuer {
  readonly issuer: string;
  readonly keys: readonly VerifyingKey[];
}

export interface IssuerKeysOptions {
  /** Servers on this machine by their origin in the Terraform; no other one is asked. */
  readonly backends: Backends;
  readonly send: Send;
  readonly now: () => Date;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const LIMITS = { timeoutMs: 1_500, limit: 150_000 };
/** API Gateway keeps keys for two hours. */
const KEPT_MS = 2 * 3_600_000;

/**
 * The keys of issuers: the gate's own at once, those of others by OpenID discovery, from the server that `--backend`
 * names for the issuer's origin.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function makeIssuerKeys(
  local: readonly LocalIssuer[],
  { backends, now, send }: IssuerKeysOptions,
): IssuerKeys {
  const known = new Map<string, { readonly keys: readonly VerifyingKey[]; readonly until: Date }>();
  const document = async (url: string): Promise<unknown> => {
    const { host, origin, pathname, search } = new URL(url);
    const server = backends.get(origin);
    if (server === undefined) throw new Error(`no --backend is given for ${origin}`);
    const received = await send(
      {
        verb: "GET",
        origin: server,
        target: pathname + search,
        headers: [
          ["Host", host],
          ["Accept", "application/json"],
        ],
        body: Buffer.alloc(0),
      },
      LIMITS,
    );
    if (received.kind !== "answer") throw new Error(`${url} does not answer`);
    if (received.status !== 200) throw new Error(`${url} answers ${received.status}`);
    return JSON.parse(received.body.toString("utf8"));
  };
  return async (issuer) => {
    const own = local.find((one) => one.issuer === issuer);
    if (own) return own.keys;
    const kept = known.get(issuer);
    if (kept && kept.until > now()) return kept.keys;
    let place: string;
    try {
      place = keysPlace(await document(`${issuer.replace(/\/$/, "")}${DISCOVERY}`), issuer);
    } catch (error) {
      return { problem: "OIDC discovery endpoint communication error", reason: (error as Error).message };
    }
    try {
      const keys = publishedKeys(await document(place));
      known.set(issuer, { keys, until: new Date(now().getTime() + KEPT_MS) });
      return keys;
    } catch (error) {
      return { problem: "JWKS communication error", reason: (error as Error).message };
    }
  };
}

export function isLocalIssuer(issuer: string, local: readonly LocalIssuer[]): boolean {
  return local.some((one) => one.issuer === issuer);
}

const DISCOVERY = "/.well-known/openid-configuration";

function keysPlace(document: unknown, expected: string): string {
  const { issuer, jwks_uri } = (document ?? {}) as Readonly<Record<string, unknown>>;
  if (issuer !== expected) throw new Error(`the discovery of ${expected} is that of another issuer`);
  if (typeof jwks_uri !== "string") throw new Error(`the discovery of ${expected} names no jwks_uri`);
  return jwks_uri;
}
