import { TerraformError } from "../error";
import type { RestAuthorizer } from "../model";
import type { Fields } from "./fields";
import { functionArnOf, invokedAs } from "./function-arn";
import { checkRegularExpression } from "./regular-expression";
import type { Resources } from "./resources";

/** Seconds. https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html */
export const DEFAULT_TTL = 300;
const MAX_TTL = 3_600;
const DEFAULT_SOURCE = "method.request.header.Authorization";

export function readAuthorizers(apiId: string, resources: Resources): RestAuthorizer[] {
  const { strict } = resources.reading;
  return resources.where("aws_api_gateway_authorizer", "rest_api_id", apiId).map((authorizer) => {
    const unknown = strict ? undefined : unknownOf(authorizer);
    return unknown === undefined
      ? readAuthorizer(authorizer, strict)
      : unknownAuthorizer(authorizer, unknown);
  });
}

const TYPES = ["TOKEN", "REQUEST", "COGNITO_USER_POOLS"] as const;

/** What about an authorizer is not known, as far as decisions depend on it. */
function unknownOf(authorizer: Fields): string | undefined {
  const type = authorizer.unknownOf("type");
  if (type !== undefined) return type;
  const deciding = {
    TOKEN: [],
    REQUEST: ["identity_source", "authorizer_result_ttl_in_seconds"],
    COGNITO_USER_POOLS: ["identity_validation_expression"],
  }[authorizer.oneOf("type", TYPES, "TOKEN")];
  return deciding.map((name) => authorizer.unknownOf(name)).find((unknown) => unknown !== undefined);
}

function unknownAuthorizer(authorizer: Fields, unknown: string): RestAuthorizer {
  return {
    address: authorizer.address,
    id: authorizer.link("id"),
    name: authorizer.name(),
    type: "REQUEST",
    functionArn: authorizer.label("authorizer_uri"),
    identitySources: [],
    ttlSeconds: 0,
    unknown,
  };
}

function readAuthorizer(authorizer: Fields, strict: boolean): RestAuthorizer {
  const { address } = authorizer;
  const type = authorizer.oneOf("type", TYPES, "TOKEN");
  const expression = authorizer.optionalLink("identity_validation_expression");
  checkRegularExpression("identity_validation_expression", expression, authorizer);
  const common = { address, id: authorizer.link("id"), name: authorizer.name() };
  const validation = expression === undefined ? {} : { identityValidationExpression: expression };
  if (type === "COGNITO_USER_POOLS") {
    const providerArns = authorizer.links("provider_arns");
    if (providerArns.length === 0)
      throw new TerraformError("ARGUMENT_MISSING", "provider_arns is missing", address);
    const identitySource = authorizer.optionalLink("identity_source") ?? DEFAULT_SOURCE;
    return { ...common, type, providerArns, identitySource, ...validation };
  }
  const sources = (authorizer.optionalLink("identity_source") ?? DEFAULT_SOURCE)
    .split(",")
    .map((s) => s.trim());
  if (type === "TOKEN" && sources.length !== 1)
    throw new TerraformError(
      "ARGUMENT_UNSUPPORTED",
      `identity_source is ${sources.join(", ")}; a TOKEN authorizer has exactly one`,
      address,
    );
  return {
    ...common,
    type,
    functionArn: functionArnOf(authorizer, "authorizer_uri", strict) ?? authorizer.link("authorizer_uri"),
    ...(strict && invokedAs(authorizer.optionalLink("authorizer_credentials"))),
    identitySources: sources,
    ...(type === "TOKEN" && validation),
    ttlSeconds: ttlOf(authorizer),
  };
}

/** A TOKEN authorizer asks for its header whatever the TTL is, so that a reviewer's reader can do without it. */
function ttlOf(authorizer: Fields): number {
  const name = "authorizer_result_ttl_in_seconds";
  if (!authorizer.strict && authorizer.unknownOf(name) !== undefined) return DEFAULT_TTL;
  return checkedTtl(authorizer.number(name, DEFAULT_TTL), authorizer.address);
}

/** @throws TerraformError `ARGUMENT_UNSUPPORTED` for a value that API Gateway would refuse */
export function checkedTtl(seconds: number, address: string): number {
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= MAX_TTL) return seconds;
  throw new TerraformError(
    "ARGUMENT_UNSUPPORTED",
    `the authorizer's TTL is ${seconds}, expected 0 to ${MAX_TTL} seconds`,
    address,
  );
}
