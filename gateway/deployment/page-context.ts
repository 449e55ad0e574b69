import type { JsonWebKey } from "node:crypto";
import { limitCounters } from "../data-plane/limit-counters";
import { signingKey } from "../jwt/keys";
import type { PageContext } from "../page/context";
import { clientToken } from "../third-party-issuer/token-endpoint";
import type { Deployed } from "./deploy";

export interface PageParts extends Pick<PageContext, "accessJson" | "calls" | "known"> {
  /** That the third-party issuer signs with. */
  readonly partnerKey: JsonWebKey;
  readonly now: () => Date;
}

/** What the page works from; undefined where it has no place. */
export function pageContext(
  { deployment, description, partner }: Deployed,
  { accessJson, calls, known, now, partnerKey }: PageParts,
): PageContext | undefined {
  if (description.page === null) return undefined;
  const { userPool } = deployment;
  let matrix: { readonly json: string | undefined } | undefined;
  return {
    key: description.page.key,
    servedSince: now().toISOString(),
    model: userPool.model,
    description,
    userPool,
    calls,
    known,
    limits: () => limitCounters(deployment.dataPlanes),
    accessJson() {
      matrix ??= { json: accessJson() };
      return matrix.json;
    },
    partnerToken(clientId) {
      const client = partner?.clients.find((one) => one.clientId === clientId);
      if (!partner || !client) return undefined;
      return clientToken(client, { settings: partner, key: signingKey(partnerKey), now: now() });
    },
  };
}
