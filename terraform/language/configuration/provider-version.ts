import { isRecord } from "../expression";
import type { JsonObject } from "./stack";

/** What configurations ask of the version of the AWS provider, with commas between; undefined where they say nothing. */
export function awsVersions(
  stacks: readonly { readonly requiredProviders: JsonObject }[],
): string | undefined {
  const asked = stacks.flatMap(({ requiredProviders: { aws } }) => {
    const version = typeof aws === "string" ? aws : isRecord(aws) ? aws.version : undefined;
    return typeof version === "string" ? [version] : [];
  });
  return asked.length === 0 ? undefined : [...new Set<string>(asked)].join(", ");
}
