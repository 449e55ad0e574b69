import type { ApiModel, Authorizer } from "../../terraform/model";
import type { ApiPlane } from "../data-plane/data-plane";
import type { GateDescription } from "../deployment/description";
import { stagePath } from "../deployment/served-apis";
import { type Known, Redaction } from "./redacted";

/** What is a credential at a gate: the values that it gave out, and the names under which its authorizers expect others. */
export function knownCredentials(
  model: Pick<ApiModel, "apis" | "httpApis">,
  { apiKeys, clients }: Pick<GateDescription, "apiKeys" | "clients">,
): Known {
  const values = [...apiKeys.map(({ value }) => value), ...clients.map(({ clientSecret }) => clientSecret)];
  return {
    names: identityNames(model),
    values: new Set(values.filter((value) => typeof value === "string")),
  };
}

/**
 * What is a credential at a gate that was reloaded: a call may have begun, and be shown, at another Terraform than the one
 * whose names its credentials have.
 */
export function alsoKnown(before: Known, now: Known): Known {
  return {
    names: new Set([...before.names, ...now.names]),
    values: new Set([...before.values, ...now.values]),
  };
}

/**
 * Paths of routes without parameters, as callers send them to the gate's own names: they are in the Terraform, so they are no
 * credentials of a call. A path that has a credential of the gate in it is left out.
 */
export function plainPaths(apis: readonly Called[], known: Known): ReadonlySet<string> {
  const by = new Redaction(known);
  const paths = apis.flatMap(({ api, prefix }) =>
    api.stages.flatMap(({ name }) =>
      api.methods
        .filter(({ path }) => /^\/[\w/-]*$/.test(path))
        .map(({ path }) => `${stagePath({ api, prefix }, name)}${path}`),
    ),
  );
  return new Set(paths.filter((path) => by.text(path) === path));
}

type Called = Pick<ApiPlane, "api" | "prefix">;

/** The headers and parameters in which authorizers expect credentials, in lower case. */
function identityNames({ apis, httpApis = [] }: Pick<ApiModel, "apis" | "httpApis">): ReadonlySet<string> {
  const sources = [...apis, ...httpApis]
    .flatMap(({ authorizers }): readonly Authorizer[] => authorizers)
    .flatMap((one) => ("identitySources" in one ? one.identitySources : [one.identitySource]));
  return new Set(
    sources.flatMap((source) => {
      const [, name] = /request\.(?:header|querystring)\.(.+)$/.exec(source) ?? [];
      return name === undefined ? [] : [name.toLowerCase()];
    }),
  );
}
