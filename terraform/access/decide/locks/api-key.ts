import type { Decision } from "../../../model";
import type { Prepared } from "../prepared";
import { type ApiRequest, refuse } from "../request";

/**
 * An API key, which a method may require beside its authorization: the key must be enabled, and in a usage plan of the
 * stage.
 *
 * @returns the refusal, or undefined where the method requires none or the key is valid
 */
export function refusedByApiKey(
  prepared: Prepared,
  { api, apiKey, match, stage }: ApiRequest,
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
