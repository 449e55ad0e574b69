import { AUTHORIZATION_BY, functionArnIn, LOCKS } from "../../access/decide";
import type { ApiMethod, RestAuthorizer } from "../../model";
import { checkedTtl, DEFAULT_TTL } from "../authorizers";
import type { Fields } from "../fields";
import { invokedAs } from "../function-arn";
import { checkRegularExpression } from "../regular-expression";
import { type Document, isObject, section } from "./document";
import { unknownIn } from "./partly-known";

export type Access = Pick<
  ApiMethod,
  "apiKeyRequired" | "authorization" | "authorizerId" | "scopes" | "unknown"
>;

/** What API Gateway makes of a security scheme. */
type Scheme =
  | { readonly kind: "key" }
  | { readonly kind: "iam" }
  | { readonly kind: "authorizer"; readonly authorizer: RestAuthorizer }
  /** Without the extensions of API Gateway, nothing enforces it. */
  | { readonly kind: "other" };

/** The resource of the document, and whether its reader is strict. */
type Api = Pick<Fields, "address" | "strict">;

export type Schemes = ReadonlyMap<string, Scheme>;

/**
 * The security schemes of a document.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export function schemesOf(document: Document, api: Api): Schemes {
  return new Map(
    Object.entries(definitionsIn(document)).map(([name, scheme]) => [
      name,
      schemeOf(name, isObject(scheme) ? scheme : {}, api),
    ]),
  );
}

function definitionsIn(document: Document): Document {
  return {
    ...section(document, "securityDefinitions"),
    ...section(document, "components", "securitySchemes"),
  };
}

function schemeOf(name: string, scheme: Document, api: Api): Scheme {
  const authType = lower(scheme["x-amazon-apigateway-authtype"]);
  if (authType === "awssigv4") return { kind: "iam" };
  const extension = section(scheme, "x-amazon-apigateway-authorizer");
  const authorizer = authorizerOf(name, scheme, extension, api);
  if (authorizer) return { kind: "authorizer", authorizer };
  const isKey =
    scheme.type === "apiKey" && lower(scheme.in) === "header" && lower(scheme.name) === "x-api-key";
  return isKey && authType === "" && Object.keys(extension).length === 0
    ? { kind: "key" }
    : { kind: "other" };
}

function authorizerOf(
  name: string,
  scheme: Document,
  extension: Document,
  api: Api,
): RestAuthorizer | undefined {
  const type = lower(extension.type);
  const expression = text(extension.identityValidationExpression);
  checkRegularExpression("identity_validation_expression", expression, api);
  const { address } = api;
  const common = { address, id: `(${address}.body.${name})`, name };
  const validation = expression === undefined ? {} : { identityValidationExpression: expression };
  const header = `method.request.header.${text(scheme.name) ?? "Authorization"}`;
  if (type === "cognito_user_pools") {
    const arns = extension.providerARNs;
    const providerArns = Array.isArray(arns) ? arns.map(String) : [];
    return { ...common, type: "COGNITO_USER_POOLS", providerArns, identitySource: header, ...validation };
  }
  if (type !== "token" && type !== "request") return undefined;
  const uri = text(extension.authorizerUri) ?? "";
  return {
    ...common,
    type: type === "token" ? "TOKEN" : "REQUEST",
    functionArn: functionArnIn(uri) ?? uri,
    ...(api.strict && invokedAs(extension.authorizerCredentials)),
    identitySources:
      type === "token"
        ? [header]
        : (text(extension.identitySource) ?? "").split(",").flatMap((s) => s.trim() || []),
    ...(type === "token" && validation),
    ttlSeconds: checkedTtl(Number(extension.authorizerResultTtlInSeconds ?? DEFAULT_TTL), address),
    call: { authorizer_credentials: extension.authorizerCredentials },
  };
}

/**
 * The lock of an operation. API Gateway takes all requirements of `security` together: one authorizer at most,
 * and an API key. Where they do not determine the lock, it is unknown.
 */
export function accessOf(operation: Document, document: Document, schemes: Schemes): Access {
  const undecided = unknownIn(operation);
  if (undecided !== undefined)
    return { apiKeyRequired: false, scopes: [], authorization: "AWS_IAM", unknown: undecided };
  const named = lower(section(operation, "x-amazon-apigateway-auth").type);
  if (operation.security === undefined && named === "") return ofRoot(document);
  const { keys, locks, unknown, scopes } = requirements(operation.security, schemes);
  const [lock, second] = locks;
  const base = { apiKeyRequired: keys, scopes: [] };
  if (unknown !== undefined) return { ...base, authorization: "AWS_IAM", unknown };
  if (second || (lock && named !== "" && !(named === "aws_iam" && lock.kind === "iam") && named === "none"))
    return { ...base, authorization: "AWS_IAM", unknown: "its security names more than one lock" };
  if (named === "aws_iam" || lock?.kind === "iam") return { ...base, authorization: "AWS_IAM" };
  if (named !== "" && named !== "none" && !lock)
    return { ...base, authorization: "AWS_IAM", unknown: `x-amazon-apigateway-auth is of the type ${named}` };
  if (lock === undefined) return { ...base, authorization: "NONE" };
  const { id, type } = lock.authorizer;
  const authorization = AUTHORIZATION_BY[type];
  return {
    ...base,
    authorization,
    authorizerId: id,
    ...(LOCKS[authorization].scoped && { scopes }),
  };
}

/** It is not documented whether API Gateway applies the security of the document's root. */
function ofRoot({ security }: Document): Access {
  const open = { authorization: "NONE", scopes: [], apiKeyRequired: false } as const;
  if (!Array.isArray(security) || security.length === 0) return open;
  return {
    ...open,
    authorization: "AWS_IAM",
    unknown: "only the document's root has security, and API Gateway is not known to apply it",
  };
}

/** What a document says about the lock of an operation, where it is not known what API Gateway makes of that. */
export function lockText(operation: Document, document: Document): string {
  const { security = document.security, "x-amazon-apigateway-auth": extension } = operation;
  const names = (Array.isArray(security) ? security : []).filter(isObject).flatMap(Object.keys);
  const definitions = definitionsIn(document);
  return JSON.stringify([security, extension, names.map((name) => definitions[name])]);
}

interface Requirements {
  readonly keys: boolean;
  readonly locks: readonly Extract<Scheme, { kind: "iam" | "authorizer" }>[];
  readonly scopes: readonly string[];
  readonly unknown?: string;
}

function requirements(security: unknown, schemes: Schemes): Requirements {
  const entries = (Array.isArray(security) ? security : []).flatMap((entry) =>
    isObject(entry) ? Object.entries(entry) : [],
  );
  const found = entries.map(([name, scopes]) => ({ name, scopes, scheme: schemes.get(name) }));
  const odd = found.find(({ scheme }) => !scheme || scheme.kind === "other");
  const locks = new Map<string, Requirements["locks"][number]>();
  for (const { name, scheme } of found)
    if (scheme?.kind === "iam" || scheme?.kind === "authorizer") locks.set(name, scheme);
  return {
    keys: found.some(({ scheme }) => scheme?.kind === "key"),
    locks: [...locks.values()],
    scopes: found.flatMap(({ scheme, scopes }) =>
      scheme?.kind === "authorizer" && Array.isArray(scopes) ? scopes.map(String) : [],
    ),
    ...(isOptional(security) && { unknown: OPTIONAL }),
    ...(odd && {
      unknown: `API Gateway does not enforce the security scheme ${odd.name} by what is said of it`,
    }),
  };
}

export const OPTIONAL =
  "an empty requirement beside others makes its security optional, and API Gateway is not known to heed that";

/** Whether one of several requirements is empty: to OpenAPI, callers may then do without any. */
export function isOptional(security: unknown): boolean {
  const entries = (Array.isArray(security) ? security : []).filter(isObject);
  return entries.length > 1 && entries.some((entry) => Object.keys(entry).length === 0);
}

function lower(value: unknown): string {
  return typeof value === "string" ? value.toLowerCase() : "";
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
