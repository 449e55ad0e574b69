import * as v from "valibot";
import type { PoolIdentityProvider } from "../../../terraform/model";
import type { Seal } from "../../state/seal";
import type { OauthClient } from "./context";

const REQUEST = v.object({
  poolId: v.string(),
  provider: v.string(),
  /** Where the browser reaches this gate: `http://localhost:3000`. */
  origin: v.string(),
  /** Of the request at /oauth2/authorize. */
  query: v.string(),
  /** The client's address, which the browser comes to in the end. */
  redirectUri: v.string(),
  /** What the browser keeps as a cookie, so that no other browser can answer. */
  nonce: v.string(),
  /** Milliseconds since 1970. */
  until: v.number(),
});

/** A request to an identity provider. Browsers carry it sealed, so that it is what was sent. */
export type FederationRequest = v.InferOutput<typeof REQUEST>;

const PURPOSE = "federation";
export const FEDERATION_SECONDS = 600;

export function sealRequest(request: FederationRequest, seal: Seal): string {
  return seal.close(PURPOSE, request);
}

/** `undefined` where it is none of this installation, or its time is over. */
export function openRequest(
  text: string,
  { now, seal }: { readonly seal: Seal; readonly now: () => Date },
): FederationRequest | undefined {
  const { output, success } = v.safeParse(REQUEST, seal.open(PURPOSE, text));
  return success && output.until > now().getTime() ? output : undefined;
}

/** The identity provider of a name or identifier, where the client offers it. */
export function offeredProvider(
  { oauth, pool }: Pick<OauthClient, "oauth" | "pool">,
  asked: string,
): PoolIdentityProvider | undefined {
  return offeredProviders({ oauth, pool }).find(
    ({ identifiers, name }) => name === asked || identifiers.includes(asked),
  );
}

export function offeredProviders({
  oauth,
  pool,
}: Pick<OauthClient, "oauth" | "pool">): readonly PoolIdentityProvider[] {
  return (pool.identityProviders ?? []).filter(({ name }) => oauth.identityProviders.includes(name));
}
