import { TerraformError } from "../error";
import type { AttachedPolicy } from "../model";
import type { Fields } from "./fields";

/** The type of an API's endpoint. */
export interface Endpoint {
  readonly isPrivate: boolean;
  readonly mayBePrivate?: boolean;
  /** An unknown policy, where the type is not known and the API has no policy: a private API would refuse every call. */
  readonly policyInDoubt?: AttachedPolicy;
}

/** @throws TerraformError `ARGUMENT_UNSUPPORTED`; of a strict reader also `VALUE_UNKNOWN` */
export function readEndpoint(api: Fields): Endpoint {
  const doubt = doubtOf(api);
  if (doubt === undefined) return { isPrivate: api.blocks("endpoint_configuration").some(isPrivate) };
  const unknown = `whether the API is private is not known: ${doubt}`;
  return {
    isPrivate: false,
    mayBePrivate: true,
    policyInDoubt: { address: api.address, name: "policy", document: { unknown } },
  };
}

function doubtOf(api: Fields): string | undefined {
  if (api.unresolved("endpoint_configuration") !== undefined) return api.unknownOf("endpoint_configuration");
  return api
    .blocks("endpoint_configuration")
    .map((endpoint) => endpoint.unknownOf("types"))
    .find((unknown) => unknown !== undefined);
}

function isPrivate(endpoint: Fields): boolean {
  return endpoint.texts("types").some((type) => {
    if (["REGIONAL", "EDGE", "PRIVATE"].includes(type)) return type === "PRIVATE";
    throw new TerraformError(
      "ARGUMENT_UNSUPPORTED",
      `endpoints of the type ${type} are not evaluated`,
      endpoint.address,
    );
  });
}
