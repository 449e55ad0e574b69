import type { ApiModel } from "../../terraform/model";
import type { GateDescription } from "../deployment/description";
import type { Known } from "./redacted";

/** What is a credential at a gate: the values that it gave out, and the names under which its authorizers expect others. */
export function knownCredentials(
  model: Pick<ApiModel, "apis">,
  { apiKeys, clients }: Pick<GateDescription, "apiKeys" | "clients">,
): Known {
  const values = [...apiKeys.map(({ value }) => value), ...clients.map(({ clientSecret }) => clientSecret)];
  return {
    names: identityNames(model),
    values: new Set(values.filter((value) => typeof value === "string")),
  };
}

/** The headers and parameters in which authorizers expect credentials, in lower case. */
function identityNames({ apis }: Pick<ApiModel, "apis">): ReadonlySet<string> {
  const sources = apis
    .flatMap(({ authorizers }) => [...authorizers])
    .flatMap((one) => ("identitySources" in one ? one.identitySources : [one.identitySource]));
  return new Set(
    sources.flatMap((source) => {
      const [, name] = /request\.(?:header|querystring)\.(.+)$/.exec(source) ?? [];
      return name === undefined ? [] : [name.toLowerCase()];
    }),
  );
}
