import { createHash } from "node:crypto";
import { textOf, Unresolved, type Value } from "../language/expression/value";

/** A resource as its identifiers are made from: its arguments by name, and its place. */
export interface Self {
  readonly type: string;
  readonly address: string;
  readonly accountId: string;
  region(): Value;
  /** The arguments that are written. */
  names(): readonly string[];
  /** Whether the argument is written. */
  has(name: string): boolean;
  /** An argument or another attribute; unknown where it is neither. */
  get(name: string): Value;
  /** A resource of any stack by an attribute's value. */
  find(type: string, name: string, value: Value): Self | undefined;
}

type Attribute = (self: Self) => Value;

const DIGITS = "0123456789";
const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();

const apiArn =
  (...rest: (string | Attribute)[]): Attribute =>
  (self) =>
    text("arn:aws:apigateway:", self.region(), "::", ...rest.map((part) => resolve(part, self)));

const executeApi: Attribute = (self) =>
  text("arn:aws:execute-api:", self.region(), ":", self.accountId, ":", apiId(self));

const invokeArn =
  (functionArn: string): Attribute =>
  (self) =>
    text(
      "arn:aws:apigateway:",
      self.region(),
      ":lambda:path/2015-03-31/functions/",
      self.get(functionArn),
      "/invocations",
    );

/** What AWS assigns, in AWS's own shapes, made from the address: the same from run to run. */
const attributes: Readonly<Record<string, Readonly<Record<string, Attribute>>>> = {
  aws_api_gateway_rest_api: {
    id: random(10, LOWER + DIGITS),
    root_resource_id: random(10, LOWER + DIGITS, "root"),
    arn: apiArn("/restapis/", ({ get }) => get("id")),
    execution_arn: executeApi,
  },
  aws_api_gateway_resource: { id: random(6, LOWER + DIGITS), path: resourcePath },
  aws_api_gateway_authorizer: {
    id: random(6, LOWER + DIGITS),
    arn: apiArn("/restapis/", apiId, "/authorizers/", ({ get }) => get("id")),
  },
  aws_api_gateway_deployment: { id: random(6, LOWER + DIGITS) },
  aws_api_gateway_stage: {
    id: ({ get }) => text("ags-", get("rest_api_id"), "-", get("stage_name")),
    arn: apiArn("/restapis/", apiId, "/stages/", ({ get }) => get("stage_name")),
    execution_arn: (self) => text(executeApi(self), "/", self.get("stage_name")),
    invoke_url: ({ get, region }) =>
      text("https://", get("rest_api_id"), ".execute-api.", region(), ".amazonaws.com/", get("stage_name")),
  },
  aws_api_gateway_method: {
    id: ({ get }) => text("agm-", get("rest_api_id"), "-", get("resource_id"), "-", get("http_method")),
  },
  aws_api_gateway_integration: {
    id: ({ get }) => text("agi-", get("rest_api_id"), "-", get("resource_id"), "-", get("http_method")),
  },
  aws_api_gateway_request_validator: { id: random(6, LOWER + DIGITS) },
  aws_api_gateway_model: { id: random(6, LOWER + DIGITS) },
  aws_api_gateway_api_key: {
    id: random(10, LOWER + DIGITS),
    arn: apiArn("/apikeys/", ({ get }) => get("id")),
  },
  aws_api_gateway_usage_plan: {
    id: random(6, LOWER + DIGITS),
    arn: apiArn("/usageplans/", ({ get }) => get("id")),
  },
  aws_api_gateway_usage_plan_key: { id: ({ get }) => get("key_id") },
  aws_cognito_user_pool: {
    id: (self) => text(self.region(), "_", random(9, DIGITS + UPPER + LOWER)(self)),
    arn: (self) => regionalArn(self, "cognito-idp", "userpool/", self.get("id")),
    endpoint: (self) => text("cognito-idp.", self.region(), ".amazonaws.com/", self.get("id")),
  },
  aws_cognito_user_pool_client: { id: random(26, LOWER + DIGITS) },
  aws_cognito_user_group: { id: ({ get }) => text(get("user_pool_id"), "/", get("name")) },
  aws_cognito_resource_server: {
    id: ({ get }) => text(get("user_pool_id"), "|", get("identifier")),
    scope_identifiers: scopeIdentifiers,
  },
  aws_cognito_identity_pool: {
    id: (self) => text(self.region(), ":", uuid(self)),
    arn: (self) => regionalArn(self, "cognito-identity", "identitypool/", self.get("id")),
  },
  aws_cognito_identity_pool_roles_attachment: { id: ({ get }) => get("identity_pool_id") },
  aws_iam_role: {
    name: generatedName,
    id: ({ get }) => get("name"),
    arn: (self) => iamArn(self, "role"),
    unique_id: (self) => text("AROA", random(17, UPPER + DIGITS)(self)),
  },
  aws_iam_policy: {
    name: generatedName,
    id: ({ get }) => get("arn"),
    arn: (self) => iamArn(self, "policy"),
    policy_id: (self) => text("ANPA", random(17, UPPER + DIGITS)(self)),
  },
  aws_iam_user: {
    id: ({ get }) => get("name"),
    arn: (self) => iamArn(self, "user"),
    unique_id: (self) => text("AIDA", random(17, UPPER + DIGITS)(self)),
  },
  aws_iam_group: {
    id: ({ get }) => get("name"),
    arn: (self) => iamArn(self, "group"),
    unique_id: (self) => text("AGPA", random(17, UPPER + DIGITS)(self)),
  },
  aws_iam_user_policy: { name: generatedName, id: ({ get }) => text(get("user"), ":", get("name")) },
  aws_iam_group_policy: { name: generatedName, id: ({ get }) => text(get("group"), ":", get("name")) },
  aws_api_gateway_rest_api_policy: { id: ({ get }) => get("rest_api_id") },
  aws_iam_openid_connect_provider: {
    id: ({ get }) => get("arn"),
    arn: (self) => text("arn:aws:iam::", self.accountId, ":oidc-provider/", hostOf(self.get("url"))),
  },
  aws_iam_saml_provider: {
    id: ({ get }) => get("arn"),
    arn: (self) => text("arn:aws:iam::", self.accountId, ":saml-provider/", self.get("name")),
  },
  aws_iam_role_policy: { name: generatedName, id: ({ get }) => text(get("role"), ":", get("name")) },
  aws_iam_role_policy_attachment: { id: ({ get }) => text(get("role"), "-", get("policy_arn")) },
  aws_lambda_function: {
    id: ({ get }) => get("function_name"),
    arn: (self) => regionalArn(self, "lambda", "function:", self.get("function_name")),
    qualified_arn: ({ get }) => text(get("arn"), ":$LATEST"),
    invoke_arn: invokeArn("arn"),
    qualified_invoke_arn: invokeArn("qualified_arn"),
    version: () => "$LATEST",
  },
  aws_dynamodb_table: {
    id: ({ get }) => get("name"),
    arn: (self) => regionalArn(self, "dynamodb", "table/", self.get("name")),
  },
  aws_cloudwatch_log_group: {
    id: ({ get }) => get("name"),
    arn: (self) => regionalArn(self, "logs", "log-group:", self.get("name")),
  },
};

/** An attribute that AWS assigns; undefined where no stand-in is made for it, such as for a secret. */
export function assigned(self: Self, name: string): Value | undefined {
  const ofType = Object.hasOwn(attributes, self.type) ? attributes[self.type] : undefined;
  return ofType && Object.hasOwn(ofType, name) ? ofType[name]?.(self) : undefined;
}

/** Names of the attributes of a type that have stand-ins. */
export function assignedNames(type: string): readonly string[] {
  return Object.hasOwn(attributes, type) ? Object.keys(attributes[type] ?? {}) : [];
}

/** The parts as one text, unknown if one of them is. */
function text(...parts: readonly Value[]): Value {
  const unknown = parts.find((part) => part instanceof Unresolved || textOf(part) === undefined);
  if (unknown !== undefined) return unknown instanceof Unresolved ? unknown : new Unresolved("not a text");
  return parts.map(textOf).join("");
}

function resolve(part: string | Attribute, self: Self): Value {
  return typeof part === "string" ? part : part(self);
}

function apiId(self: Self): Value {
  return self.get(self.type === "aws_api_gateway_rest_api" ? "id" : "rest_api_id");
}

function regionalArn(self: Self, service: string, ...resource: readonly Value[]): Value {
  return text("arn:aws:", service, ":", self.region(), ":", self.accountId, ":", ...resource);
}

function iamArn(self: Self, kind: string): Value {
  const path = self.has("path") ? self.get("path") : "/";
  return text("arn:aws:iam::", self.accountId, ":", kind, path, self.get("name"));
}

/** IAM names an OpenID Connect provider by its URL without the scheme. */
function hostOf(url: Value): Value {
  return typeof url === "string" ? url.replace(/^https:\/\//, "") : url;
}

function generatedName(self: Self): Value {
  const prefix = self.has("name_prefix") ? self.get("name_prefix") : "terraform-";
  return text(prefix, random(26, DIGITS)(self));
}

function resourcePath(self: Self): Value {
  const parent = self.find(self.type, "id", self.get("parent_id"));
  return text(parent ? parent.get("path") : "", "/", self.get("path_part"));
}

function scopeIdentifiers({ get }: Self): Value {
  const scopes = get("scope");
  const list = Array.isArray(scopes) ? scopes : [scopes];
  return list.map((scope: Value) => {
    const name =
      typeof scope === "object" && scope !== null && "scope_name" in scope ? scope.scope_name : null;
    return text(get("identifier"), "/", (name ?? null) as Value);
  });
}

function random(length: number, alphabet: string, salt = ""): Attribute {
  return ({ address }) => {
    let rest = BigInt(`0x${createHash("sha512").update(`${address}#${salt}`).digest("hex")}`);
    let made = "";
    while (made.length < length) {
      made += alphabet[Number(rest % BigInt(alphabet.length))];
      rest /= BigInt(alphabet.length);
    }
    return made;
  };
}

function uuid({ address }: Self): string {
  const hex = createHash("sha256").update(address).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
