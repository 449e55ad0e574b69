import type { ApiMapping, CustomDomain } from "../model";
import { attributeAt } from "../types";
import type { Fields } from "./fields";
import type { Resources } from "./resources";

const DOMAINS = ["aws_api_gateway_domain_name", "aws_apigatewayv2_domain_name"] as const;
const MAPPINGS = [
  { type: "aws_api_gateway_base_path_mapping", path: "base_path", stage: "stage_name" },
  { type: "aws_apigatewayv2_api_mapping", path: "api_mapping_key", stage: "stage" },
] as const;

/**
 * The custom domains, for the gate. One of which it is not known how it routes is not served: whatever is read of it may
 * be another API's.
 *
 * @returns none for a reader that is not strict
 */
export function readCustomDomains(resources: Resources): readonly CustomDomain[] {
  if (!resources.reading.strict) return [];
  return DOMAINS.flatMap((type) =>
    resources.ofType(type).map((domain) => {
      const read = readDomain(type, domain.loosely(), resources);
      const { name, unserved } = read;
      resources.notice(
        read.address,
        unserved === undefined
          ? `the custom domain is served where --allow-host names it: ${name}`
          : `the custom domain ${name} is not served here: ${unserved}`,
      );
      return read;
    }),
  );
}

function readDomain(type: string, domain: Fields, resources: Resources): CustomDomain {
  const { address } = domain;
  const name = domain.link("domain_name").toLowerCase();
  const mappings = MAPPINGS.flatMap((kind) =>
    resources
      .ofType(kind.type)
      .map((mapping) => mapping.loosely())
      .filter((mapping) => mayBeOf(mapping, name))
      .map((mapping) => ({ mapping, kind })),
  );
  const unserved = unservedBecause(type, domain, resources) ?? unknownMapping(mappings);
  return unserved === undefined
    ? { address, name, mappings: mappings.map(readMapping) }
    : { address, name, mappings: [], unserved };
}

function mayBeOf(mapping: Fields, name: string): boolean {
  return mapping.unknownOf("domain_name") !== undefined || mapping.link("domain_name").toLowerCase() === name;
}

function unservedBecause(type: string, domain: Fields, resources: Resources): string | undefined {
  const unread = domain.names().find((name) => attributeAt(type, name) === undefined);
  if (unread !== undefined) return `the argument ${unread} is not evaluated`;
  const unknown = ["domain_name", "endpoint_configuration", "mutual_tls_authentication", "routing_mode"]
    .map((name) => domain.unknownOf(name))
    .find((reason) => reason !== undefined);
  if (unknown !== undefined) return unknown;
  if (domain.blocks("mutual_tls_authentication").length > 0)
    return "callers must present a certificate, and the gate verifies none";
  if (domain.blocks("endpoint_configuration").some((endpoint) => endpoint.texts("types").includes("PRIVATE")))
    return "it is private, and no call comes through a VPC";
  const mode = domain.optionalText("routing_mode");
  const hasRules = resources.ofType("aws_apigatewayv2_routing_rule").length > 0;
  if (mode?.startsWith("ROUTING_RULE") || (hasRules && mode === undefined))
    return "its requests go by routing rules, which are not evaluated";
  return undefined;
}

type Kind = (typeof MAPPINGS)[number];

interface MappingFields {
  readonly mapping: Fields;
  readonly kind: Kind;
}

function unknownMapping(mappings: readonly MappingFields[]): string | undefined {
  for (const { kind, mapping } of mappings)
    for (const name of ["domain_name", "api_id", kind.path, kind.stage]) {
      const unknown = mapping.unknownOf(name) ?? (name === "domain_name" ? mapping.uncertain : undefined);
      if (unknown !== undefined) return `${mapping.address}: ${unknown}`;
    }
  return undefined;
}

function readMapping({ kind, mapping }: MappingFields): ApiMapping {
  const path = mapping.optionalText(kind.path) ?? "";
  const stage = mapping.optionalText(kind.stage);
  return {
    address: mapping.address,
    // The API has `(none)` for an empty base path, and so do states.
    basePath: path === "" || path === "(none)" ? "" : `/${path}`,
    apiId: mapping.link("api_id"),
    ...(stage !== undefined && { stage }),
  };
}
