import type { Decision } from "../decision";
import type { ApiModel } from "../model";
import { type Call, refuse } from "./call";

/**
 * The refusal of a call whose method requires an API key: the key must be enabled and in a usage plan of this
 * stage. Undefined where nothing is in the way.
 */
export function requireApiKey(model: ApiModel, { api, apiKey, match, stage }: Call): Decision | undefined {
  const { address, apiKeyRequired } = match.method;
  if (!apiKeyRequired) return undefined;
  const key = model.apiKeys.find(({ id }) => id === apiKey);
  if (!key) return refuse("INVALID_API_KEY", `${address} requires an API key`, address);
  if (!key.enabled) return refuse("INVALID_API_KEY", `${key.address} is not enabled`, key.address);
  const covered = model.usagePlans.some(
    ({ keyIds, stages }) =>
      keyIds.includes(key.id) &&
      stages.some((covers) => covers.apiId === api.id && covers.stage === stage.name),
  );
  if (covered) return undefined;
  return refuse(
    "INVALID_API_KEY",
    `No usage plan of ${key.address} covers the stage ${stage.name}`,
    key.address,
  );
}
