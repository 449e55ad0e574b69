import { TerraformError } from "../../error";
import type { HttpAuthorizer, JwtAuthorizer, LambdaAuthorizer, PayloadVersion } from "../../model";
import type { Fields } from "../fields";
import { functionArnOf, invokedAs } from "../function-arn";
import type { Resources } from "../resources";
import { ownIssuer } from "./issuer";

/** Seconds. The provider sends them for an authorizer of an HTTP API that has identity sources. */
export const DEFAULT_TTL = 300;

/** The authorizers of an HTTP or WebSocket API. */
export function readAuthorizers(apiId: string, resources: Resources): readonly HttpAuthorizer[] {
  return resources
    .where("aws_apigatewayv2_authorizer", "api_id", apiId)
    .map((one) => readAuthorizer(one, resources));
}

function readAuthorizer(authorizer: Fields, resources: Resources): HttpAuthorizer {
  const common = {
    address: authorizer.address,
    id: authorizer.link("id"),
    name: authorizer.name(),
  };
  return authorizer.optionalLink("authorizer_type") === "REQUEST"
    ? {
        ...common,
        ...lambdaAuthorizer(authorizer),
        ...(resources.reading.strict ? howCalled(authorizer) : mayBeCalled(authorizer)),
      }
    : { ...common, ...jwtAuthorizer(authorizer, resources) };
}

type Without<A> = Omit<A, "address" | "id" | "name">;

function lambdaAuthorizer(authorizer: Fields): Without<LambdaAuthorizer> {
  const uri = authorizer.link("authorizer_uri");
  const functionArn = functionArnOf(authorizer, "authorizer_uri", authorizer.strict) ?? uri;
  const identitySources = authorizer.links("identity_sources");
  const ttl = authorizer.unknownOf("authorizer_result_ttl_in_seconds");
  return {
    type: "REQUEST",
    functionArn,
    identitySources,
    requiresSources: true,
    ttlSeconds: ttl === undefined ? ttlOf(authorizer, identitySources) : DEFAULT_TTL,
  };
}

const VERSIONS = ["1.0", "2.0"] as const;

/**
 * How API Gateway calls the function, for the gate, which needs all of it.
 *
 * @throws TerraformError `ARGUMENT_MISSING`, `ARGUMENT_UNSUPPORTED`
 */
function howCalled(
  authorizer: Fields,
): Pick<LambdaAuthorizer, "hasSimpleResponses" | "invokedAs" | "payloadVersion"> {
  const payloadVersion = authorizer.oneOf("authorizer_payload_format_version", VERSIONS);
  const hasSimpleResponses = authorizer.flag("enable_simple_responses", false);
  return {
    payloadVersion,
    ...simpleResponses(hasSimpleResponses, payloadVersion, authorizer.address),
    ...invokedAs(authorizer.optionalLink("authorizer_credentials_arn")),
  };
}

/** For a review: where it is not known, the responses may be simple. */
function mayBeCalled(authorizer: Fields): Pick<LambdaAuthorizer, "hasSimpleResponses" | "payloadVersion"> {
  const isKnown = authorizer.unknownOf("enable_simple_responses") === undefined;
  return {
    payloadVersion: versionOrNewer(authorizer.raw("authorizer_payload_format_version")),
    ...((!isKnown || authorizer.flag("enable_simple_responses", false)) && { hasSimpleResponses: true }),
  };
}

/** Where it is not known, it may be the newer format, which an older function cannot read. */
export function versionOrNewer(version: unknown): PayloadVersion {
  return version === undefined || version === null || version === "1.0" ? "1.0" : "2.0";
}

/** @throws TerraformError `ARGUMENT_UNSUPPORTED` */
export function simpleResponses(
  isEnabled: boolean,
  version: string,
  address: string,
): Pick<LambdaAuthorizer, "hasSimpleResponses"> {
  if (!isEnabled) return {};
  if (version === "2.0") return { hasSimpleResponses: true };
  throw new TerraformError(
    "ARGUMENT_UNSUPPORTED",
    `simple responses are of the payload format 2.0, and it has ${version}`,
    address,
    "enable_simple_responses",
  );
}

function ttlOf(authorizer: Fields, identitySources: readonly string[]): number {
  // Without identity sources there is no key to keep an answer under, and a connection is authorized once.
  const isOfConnection = identitySources.some((source) => source.startsWith("route."));
  if (identitySources.length === 0 || isOfConnection) return 0;
  return authorizer.number("authorizer_result_ttl_in_seconds", DEFAULT_TTL);
}

function jwtAuthorizer(authorizer: Fields, resources: Resources): Without<JwtAuthorizer> {
  const type = authorizer.unknownOf("authorizer_type");
  const [identitySource = "$request.header.Authorization"] = authorizer.links("identity_sources");
  const block = authorizer.unresolved("jwt_configuration");
  const [configuration] = block === undefined ? authorizer.blocks("jwt_configuration") : [];
  const standIn = `(${authorizer.address}.jwt_configuration)`;
  const unknown =
    type ??
    block ??
    authorizer.uncertain ??
    (configuration
      ? (configuration.unknownOf("issuer") ?? configuration.unknownOf("audience"))
      : "it has no jwt_configuration");
  return jwtOf({
    identitySource,
    issuer: ownIssuer(configuration?.optionalLink("issuer") ?? standIn, resources),
    audience: configuration?.links("audience") ?? [standIn],
    ...(unknown !== undefined && { unknown }),
  });
}

/** What API Gateway does without an audience is not documented. */
export function jwtOf(of: Omit<Without<JwtAuthorizer>, "type">): Without<JwtAuthorizer> {
  const unknown = of.unknown ?? (of.audience.length === 0 ? "it names no audience" : undefined);
  return { type: "JWT", ...of, ...(unknown !== undefined && { unknown }) };
}
