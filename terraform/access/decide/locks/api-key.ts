import type { Decision } from "../../../model/decision";
import { type Request, refuse } from "../call";
import type { Prepared } from "../prepared";

/**
 * The refusal of a call whose method requires an API key: the key must be enabled and in a usage plan of this
 * stage. Undefined where nothing is in the way.
 */
export function requireApiKey(
  prepared: Prepared,
  { api, apiKey, match, stage }: Request,
): Decision | undefined {
  const { address, apiKeyRequired } = match.method;
  if (!apiKeyRequired) return undefined;
  const key = apiKey === undefined ? undefined : prepared.apiKeys.get(apiKey);
  if (!key) return refuse("INVALID_API_KEY", `${address} requires an API key`, address);
  if (!key.enabled) return refuse("INVALID_API_KEY", `${key.address} is not enabled`, key.address);
  if (prepared.covers(key.id, { apiId: api.id, name: stage.name })) return undefined;
  return refuse(
    "INVALID_API_KEY",
    `No usage plan of ${key.address} covers the stage ${stage.name}`,
    key.address,
  );
}
