import { functionArnIn, LOCKS } from "../../access/decide";
import { TerraformError } from "../../error";
import { isStandIn } from "../../language/expression";
import type { HttpAuthorizer, HttpRoute, LambdaAuthorizer } from "../../model";
import type { Fields } from "../fields";
import { invokedAs } from "../function-arn";
import { type Document, isObject, section } from "../openapi/document";
import { unknownIn } from "../openapi/partly-known";
import { isOptional, OPTIONAL } from "../openapi/security";
import type { Resources } from "../resources";
import { DEFAULT_TTL, jwtOf, simpleResponses, versionOrNewer } from "./authorizers";
import { ownIssuer } from "./issuer";
import { unknownAccess } from "./routes";

/** What an HTTP API makes of a security scheme. */
type Scheme =
  | { readonly kind: "iam" }
  | { readonly kind: "authorizer"; readonly authorizer: HttpAuthorizer }
  /** Without the extensions of API Gateway, nothing enforces it. */
  | { readonly kind: "other" };

type Schemes = ReadonlyMap<string, Scheme>;

/**
 * The security schemes of a document.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export function schemesOf(
  document: Document,
  { address }: Pick<Fields, "address">,
  resources: Resources,
): Schemes {
  return new Map(
    Object.entries(section(document, "components", "securitySchemes")).map(([name, scheme]) => [
      name,
      schemeOf(name, isObject(scheme) ? scheme : {}, address, resources),
    ]),
  );
}

function schemeOf(name: string, scheme: Document, address: string, resources: Resources): Scheme {
  if (lower(scheme["x-amazon-apigateway-authtype"]) === "awssigv4") return { kind: "iam" };
  const extension = section(scheme, "x-amazon-apigateway-authorizer");
  const common = { address, id: `(${address}.body.${name})`, name };
  switch (lower(extension.type)) {
    case "jwt": {
      const { audience, issuer } = section(extension, "jwtConfiguration");
      const named = text(issuer) ?? issuerOf(text(scheme.openIdConnectUrl));
      const unknown = named === undefined ? "it names no issuer" : standInAmong([named, ...texts(audience)]);
      const jwt = jwtOf({
        identitySource: texts(extension.identitySource)[0] ?? "$request.header.Authorization",
        issuer: named === undefined ? `(${address}.body.${name}.issuer)` : ownIssuer(named, resources),
        audience: texts(audience),
        ...(unknown !== undefined && { unknown }),
      });
      return { kind: "authorizer", authorizer: { ...common, ...jwt } };
    }
    case "request": {
      const uri = text(extension.authorizerUri) ?? `(${address}.body.${name}.authorizerUri)`;
      const identitySources = texts(extension.identitySource);
      // What API Gateway does without a TTL is not documented: the gate keeps no answer, and reviews take it that one is kept.
      const { strict } = resources.reading;
      const ttl = Number(extension.authorizerResultTtlInSeconds ?? (strict ? 0 : DEFAULT_TTL));
      return {
        kind: "authorizer",
        authorizer: {
          ...common,
          type: "REQUEST",
          functionArn: functionArnIn(uri) ?? uri,
          identitySources,
          requiresSources: true,
          ttlSeconds: identitySources.length === 0 || !Number.isFinite(ttl) ? 0 : ttl,
          ...(strict ? howCalled(extension, address) : mayBeCalled(extension)),
          call: {
            authorizer_credentials_arn: extension.authorizerCredentials,
            authorizer_payload_format_version: extension.authorizerPayloadFormatVersion,
            enable_simple_responses: extension.enableSimpleResponses,
          },
        },
      };
    }
    default:
      return { kind: "other" };
  }
}

function mayBeCalled({
  authorizerPayloadFormatVersion,
  enableSimpleResponses = false,
}: Document): Pick<LambdaAuthorizer, "hasSimpleResponses" | "payloadVersion"> {
  return {
    payloadVersion: versionOrNewer(authorizerPayloadFormatVersion),
    ...(enableSimpleResponses !== false && { hasSimpleResponses: true }),
  };
}

/** How API Gateway calls an authorizer's function. The gate alone asks. */
function howCalled(
  extension: Document,
  address: string,
): Pick<LambdaAuthorizer, "hasSimpleResponses" | "invokedAs" | "payloadVersion"> {
  const version = String(extension.authorizerPayloadFormatVersion ?? "");
  if (version !== "1.0" && version !== "2.0")
    throw new TerraformError(
      "ARGUMENT_UNSUPPORTED",
      `authorizerPayloadFormatVersion is ${JSON.stringify(version)}, expected "1.0" or "2.0"`,
      address,
      "body",
    );
  return {
    payloadVersion: version,
    ...simpleResponses(extension.enableSimpleResponses === true, version, address),
    ...invokedAs(extension.authorizerCredentials),
  };
}

/** `https://login.example.com/.well-known/openid-configuration` belongs to `https://login.example.com`. */
function issuerOf(discovery: string | undefined): string | undefined {
  return discovery?.replace(/\/\.well-known\/openid-configuration$/, "");
}

/** The first part of a document that is not known. */
function standInAmong(found: readonly string[]): string | undefined {
  return found.find(isStandIn)?.slice(1, -1);
}

type Access = Pick<HttpRoute, "apiKeyRequired" | "authorization" | "authorizerId" | "scopes" | "unknown">;

/**
 * The lock of an operation.
 *
 * @param operation undefined where it is not in the document
 */
export function accessOf(operation: Document | undefined, document: Document, schemes: Schemes): Access {
  if (!operation) return unknownAccess("the operation is not in the document");
  const undecided = unknownIn(operation);
  if (undecided !== undefined) return unknownAccess(undecided);
  const access = bySecurity(operation, document, schemes);
  return isSaidOtherwise(operation, access) ? unknownAccess(ONLY_REST) : access;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-auth.html names no kind of API. */
const ONLY_REST = "it has x-amazon-apigateway-auth, which API Gateway is not known to apply at HTTP APIs";

/** Whether the extension, if it is applied, makes another lock than `security` does. */
function isSaidOtherwise(operation: Document, { authorization }: Access): boolean {
  const extension = operation["x-amazon-apigateway-auth"];
  if (extension === undefined) return false;
  const type = isObject(extension) ? lower(extension.type) : "";
  return type !== lower(authorization);
}

/** An HTTP API takes one security scheme, and refuses to import several. */
function bySecurity(operation: Document, document: Document, schemes: Schemes): Access {
  const own = operation.security;
  if (own === undefined) return ofRoot(document);
  const entries = entriesOf(own);
  const [first, second] = entries;
  const open = { authorization: "NONE", scopes: [], apiKeyRequired: false } as const;
  if (!first) return open;
  if (isOptional(own)) return unknownAccess(OPTIONAL);
  if (second) return unknownAccess("its security names more than one scheme, which API Gateway refuses");
  const [name, scopes] = first;
  const scheme = schemes.get(name);
  if (!scheme || scheme.kind === "other")
    return unknownAccess(`API Gateway does not enforce the security scheme ${name} by what is said of it`);
  if (scheme.kind === "iam") return { ...open, authorization: "AWS_IAM" };
  const { id, type } = scheme.authorizer;
  const authorization = type === "JWT" ? "JWT" : "CUSTOM";
  return {
    ...open,
    authorization,
    authorizerId: id,
    ...(LOCKS[authorization].scoped && { scopes: texts(scopes) }),
  };
}

/** It is not documented whether API Gateway applies the security of the document's root. */
function ofRoot({ security }: Document): Access {
  if (entriesOf(security).length === 0) return { authorization: "NONE", scopes: [], apiKeyRequired: false };
  return unknownAccess("only the document's root has security, and API Gateway is not known to apply it");
}

function entriesOf(security: unknown): readonly [string, unknown][] {
  return (Array.isArray(security) ? security : []).flatMap((entry) =>
    isObject(entry) ? Object.entries(entry) : [],
  );
}

/** A list, or texts with commas between them. */
function texts(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  return (text(value) ?? "")
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

function lower(value: unknown): string {
  return typeof value === "string" ? value.toLowerCase() : "";
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
