import type { Stage } from "../model";
import type { Fields } from "./fields";
import type { Resources } from "./resources";

interface Entered {
  readonly id: string;
  /** Whether requests do not reach it by the name that API Gateway gave it. */
  readonly isEndpointDisabled: boolean;
}

/**
 * Adds the trust stores of mutual TLS to the stages that are reached by no other way. Custom domains that are not in this
 * Terraform are left out.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
 */
export function withTrustStores(
  stages: readonly Stage[],
  { id, isEndpointDisabled }: Entered,
  resources: Resources,
): readonly Stage[] {
  if (!isEndpointDisabled) return stages;
  const mappings = mappingsTo(id, resources);
  return stages.map((stage) => {
    const domains = mappings.filter((mapping) => mapping.stage === undefined || mapping.stage === stage.name);
    const stores = domains.map(({ domain }) => trustStoreOf(domain));
    const known = stores.filter((store) => store !== undefined);
    return known.length === 0 || known.length < stores.length
      ? stage
      : { ...stage, trustStores: [...new Set(known)] };
  });
}

interface Mapping {
  /** Undefined where the first segment of the path names the stage, or where it is not known. */
  readonly stage?: string;
  /** Undefined where the domain is not in this Terraform. */
  readonly domain: Fields | undefined;
}

/** Modes in which a domain's requests go by rules, and in which they go by mappings. Without a mode: by mappings. */
const BY_RULES = [
  "ROUTING_RULE_ONLY",
  "ROUTING_RULE_THEN_API_MAPPING",
  "ROUTING_RULE_THEN_BASE_PATH_MAPPING",
];
const ONLY_BY_RULES = "ROUTING_RULE_ONLY";

function mappingsTo(id: string, resources: Resources): readonly Mapping[] {
  const byPath = resources
    .where("aws_api_gateway_base_path_mapping", "api_id", id)
    .map((mapping) => ({ fields: mapping, stage: mapping.optionalLink("stage_name") }));
  const byKey = resources
    .where("aws_apigatewayv2_api_mapping", "api_id", id)
    .map((mapping) => ({ fields: mapping, stage: mapping.optionalLink("stage") }));
  const mapped = [...byPath, ...byKey]
    .map(({ fields, stage }) => ({
      domain: domainOf(fields, resources),
      ...(stage !== undefined && { stage }),
    }))
    .filter(({ domain }) => modeOf(domain) !== ONLY_BY_RULES);
  return [...mapped, ...rulesTo(id, resources)];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html */
function rulesTo(id: string, resources: Resources): Mapping[] {
  return resources.ofType("aws_apigatewayv2_routing_rule").flatMap((rule) => {
    const domain = domainOf(rule, resources);
    const mode = modeOf(domain);
    if (domain && !isOneOf(BY_RULES, mode) && !mode?.startsWith("(")) return [];
    if (rule.unresolved("actions") ?? rule.unresolved("action")) return [{ domain }];
    const invoked = ["actions", "action"]
      .flatMap((name) => rule.blocks(name))
      .flatMap((action) =>
        action.unresolved("invoke_api") === undefined ? action.blocks("invoke_api") : [],
      );
    return invoked.flatMap((api) => {
      if (api.optionalLink("api_id") !== id) return [];
      const stage = api.optionalLink("stage");
      return [{ domain, ...(stage !== undefined && { stage }) }];
    });
  });
}

const DOMAINS = ["aws_api_gateway_domain_name", "aws_apigatewayv2_domain_name"];

/** Where neither the mapping's name nor that of the only domain is known, they are taken for the same. */
function domainOf(fields: Fields, resources: Resources): Fields | undefined {
  const name = fields.optionalLink("domain_name");
  if (name === undefined) return undefined;
  const [found] = DOMAINS.flatMap((type) => resources.where(type, "domain_name", name));
  if (found || !isUnknown(fields)) return found;
  const [only, ...others] = DOMAINS.flatMap((type) => resources.ofType(type));
  return only && others.length === 0 && isUnknown(only) ? only : undefined;
}

function isUnknown(fields: Fields): boolean {
  return fields.unknownOf("domain_name") !== undefined;
}

function modeOf(domain: Fields | undefined): string | undefined {
  return domain?.optionalLink("routing_mode");
}

function isOneOf(texts: readonly string[], text: string | undefined): boolean {
  return text !== undefined && texts.includes(text);
}

/** With its version, which decides about the certificates like the name does. */
function trustStoreOf(domain: Fields | undefined): string | undefined {
  if (!domain || domain.unresolved("mutual_tls_authentication") !== undefined) return undefined;
  const [authentication] = domain.blocks("mutual_tls_authentication");
  const uri = authentication?.optionalLink("truststore_uri");
  const version = authentication?.optionalLink("truststore_version");
  return uri === undefined || version === undefined ? uri : `${uri}?versionId=${version}`;
}

/** A value that is not known does not disable it. */
export function isEndpointDisabled(api: Fields, ofBody: boolean | undefined): boolean {
  const name = "disable_execute_api_endpoint";
  if (api.unresolved(name) !== undefined) return false;
  const written = api.raw(name);
  // The argument overrides the document where it is set.
  return written === undefined || written === null ? (ofBody ?? false) : api.flag(name, false);
}
