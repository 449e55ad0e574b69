import { TerraformError } from "../error";
import type { MethodThrottle, Throttle } from "../model";
import type { Fields } from "./fields";
import type { Resources } from "./resources";

/** The throttling limits of a stage's methods. Only the gate reads them. */
export function readStageThrottles(apiId: string, stage: string, resources: Resources): MethodThrottle[] {
  if (!resources.reading.strict) return [];
  const settings = resources
    .where("aws_api_gateway_method_settings", "rest_api_id", apiId)
    .filter((entry) => entry.link("stage_name") === stage);
  return once(
    settings.map((entry) => {
      const [block] = entry.blocks("settings");
      const limit = block && limitOf(block, "throttling_rate_limit", "throttling_burst_limit");
      return { address: entry.address, ...placeOf(entry, "method_path"), limit };
    }),
  );
}

/** The throttling limits of single methods in a usage plan. */
export function readPlanThrottles(covers: Fields, resources: Resources): MethodThrottle[] {
  if (!resources.reading.strict) return [];
  const { address } = covers;
  return once(
    covers.blocks("throttle").map((throttle) => {
      const limit = limitOf(throttle, "rate_limit", "burst_limit");
      return { address, ...placeOf(throttle, "path"), limit };
    }),
  );
}

/** The provider writes -1 for a limit that is not set. */
function limitOf(block: Fields, rate: string, burst: string): Throttle | undefined {
  const limit = { rate: block.number(rate, -1), burst: block.number(burst, -1) };
  return limit.rate < 0 || limit.burst < 0 ? undefined : limit;
}

/** `*` + `/*`, or the resource's path and the verb: `pets/{petId}/GET`. */
function placeOf(fields: Fields, argument: string): Pick<MethodThrottle, "path" | "verb"> {
  const text = fields.text(argument);
  if (text === "*/*") return { path: "*", verb: "*" };
  const [, path = "", verb] = /^\/?(?:(.+)\/)?([A-Z]+)$/.exec(text.replaceAll("~1", "/")) ?? [];
  if (verb !== undefined && !path.includes("*")) return { path: `/${path}`, verb };
  throw new TerraformError(
    "ARGUMENT_UNSUPPORTED",
    `${argument} is ${text}, expected */* or the path of a resource and a verb, as pets/GET`,
    fields.address,
  );
}

function once(throttles: readonly MethodThrottle[]): MethodThrottle[] {
  const seen = new Map<string, string>();
  for (const { address, path, verb } of throttles) {
    const place = `${verb} ${path}`;
    const other = seen.get(place);
    if (other !== undefined)
      throw new TerraformError("DUPLICATE", `the limit of ${place} is also set by ${other}`, address);
    seen.set(place, address);
  }
  return [...throttles];
}
