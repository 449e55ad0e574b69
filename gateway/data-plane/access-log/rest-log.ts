import { own } from "../../../terraform/language/expression";
import { contextValue, variablesOf } from "../event/variables";
import { errorContext, type Refused } from "../gateway-response/responses";
import type { Authenticated } from "../locks/lock";
import type { MethodCall, StageCall } from "../method-call";
import { accessLogLine, type CallEnd, endVariables, integrationVariables } from "./access-log";

/** How far a call of a REST API came. */
export interface RestProgress {
  place?: StageCall | MethodCall;
  who?: Authenticated;
  refused?: Refused;
  integrationMs?: number;
}

/** The line of the stage's access log; undefined where it has none, or no stage was reached. */
export function restLogLine(
  { integrationMs, place, refused, who }: RestProgress,
  end: CallEnd,
): string | undefined {
  if (place?.stage.accessLogFormat === undefined) return undefined;
  const known: Readonly<Record<string, string>> = {
    ...endVariables({ ...end, integrationMs }),
    ...("method" in place && integrationVariables(place.method.integration.type, end)),
    ...(refused && errorVariables(refused)),
    ...basePathOf(place),
  };
  const { context } = variablesOf(place, who);
  return accessLogLine(place.stage, (name) => own(known, name) ?? contextValue(name.split("."), context));
}

function errorVariables(refused: Refused): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errorContext(refused)).map(([name, value]) => [`error.${name}`, value]),
  );
}

/** `v1`; empty, and so without a value, where the domain maps all paths. */
function basePathOf({ domain, path }: StageCall): Record<string, string> {
  return domain ? { "customDomain.basePathMatched": domain.path.slice(1, -path.length) } : {};
}
