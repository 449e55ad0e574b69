import type { Refusal, Source } from "../../../terraform/model";
import { allow, deny, type Written } from "./statements";

/** A caller of the shop. */
export type CaseCaller =
  | { readonly kind: "anonymous" }
  | { readonly kind: "iam"; readonly role: string; readonly context: Readonly<Record<string, string>> }
  | {
      readonly kind: "token";
      readonly use: "id" | "access";
      readonly scopes: readonly string[];
      readonly audience?: string;
      readonly pool?: string;
    }
  /** What the authorizer answered; `{stage}` in a resource is the stage's execution ARN. */
  | { readonly kind: "policy"; readonly statements: readonly Written[] };

interface Expected {
  readonly outcome: "allow" | "deny" | "unknown";
  readonly refusal?: Refusal;
  readonly explicit?: true;
  readonly source?: Source;
}

type Row = readonly [
  name: string,
  /** `GET /pets` */
  request: string,
  caller: CaseCaller,
  decision: Expected,
  options?: { readonly apiKey?: string; readonly sourceIp?: string },
];

const ALLOW = { outcome: "allow" } as const;
const ANONYMOUS = { kind: "anonymous" } as const;

const refused = (refusal: Refusal, more: Partial<Expected> = {}): Expected => ({
  outcome: "deny",
  refusal,
  ...more,
});
const role = (name: string, context: Readonly<Record<string, string>> = {}): CaseCaller => ({
  kind: "iam",
  role: name,
  context,
});
const policy = (...statements: readonly Written[]): CaseCaller => ({ kind: "policy", statements });
const idToken = (scopes: readonly string[], more: object = {}): CaseCaller => ({
  kind: "token",
  use: "id",
  scopes,
  ...more,
});
const accessToken = (scopes: readonly string[], more: object = {}): CaseCaller => ({
  kind: "token",
  use: "access",
  scopes,
  ...more,
});

// biome-ignore format: one case in one or two lines
const rows: readonly Row[] = [
  ["NONE takes everybody", "GET /health", ANONYMOUS, ALLOW],
  ["NONE takes a signed request too", "GET /health", role("user"), ALLOW],
  ["IAM: the role's policy allows", "GET /pets",
    role("user"), { outcome: "allow", source: { address: "api/aws_iam_role_policy.user", statement: 0 } }],
  ["IAM: a wildcard of the role's policy", "GET /pets/7", role("user"), ALLOW],
  ["IAM: an explicit Deny", "GET /pets/secret",
    role("user"), refused("ACCESS_DENIED", { explicit: true, source: { address: "api/aws_iam_role_policy.user", statement: 1 } })],
  ["IAM: another role's silence", "GET /pets",
    role("stock"), refused("ACCESS_DENIED", { source: { address: "api/aws_iam_role.stock" } })],
  ["IAM: a role that is not in the Terraform", "GET /pets", role("nobody"), refused("ACCESS_DENIED")],
  ["IAM: no signature (row 55)", "GET /pets", ANONYMOUS, refused("MISSING_AUTHENTICATION_TOKEN")],
  ["IAM: a token is no signature", "GET /pets",
    idToken([], { audience: "app-1" }), refused("MISSING_AUTHENTICATION_TOKEN")],
  ["IAM: an authorizer's answer is no signature", "GET /pets",
    policy(allow("*", { Action: "*" })), refused("MISSING_AUTHENTICATION_TOKEN")],
  ["IAM: a trailing slash must be allowed as well", "GET /pets/", role("user"), ALLOW],
  ["IAM: a trailing slash does not escape a Deny", "GET /pets/secret/",
    role("user"), refused("ACCESS_DENIED", { explicit: true })],
  ["IAM: double slashes do not escape a Deny", "GET //pets/secret",
    role("user"), refused("ACCESS_DENIED", { explicit: true })],
  ["IAM: an encoded path is denied as what it encodes", "GET /pets/secre%74",
    role("user"), { outcome: "deny", explicit: true }],
  ["key: admitted", "GET /stock", role("stock"), ALLOW, { apiKey: "key", sourceIp: "203.0.113.9" }],
  ["key: the role's condition comes first", "GET /stock",
    role("stock"), refused("ACCESS_DENIED"), { apiKey: "key", sourceIp: "198.51.100.1" }],
  ["key: missing (row 65)", "GET /stock", role("stock"), refused("INVALID_API_KEY"), { sourceIp: "203.0.113.9" }],
  ["key: unknown (row 66)", "GET /stock",
    role("stock"), refused("INVALID_API_KEY"), { apiKey: "?", sourceIp: "203.0.113.9" }],
  ["key: disabled (row 67)", "GET /stock",
    role("stock"), refused("INVALID_API_KEY"), { apiKey: "off", sourceIp: "203.0.113.9" }],
  ["key: in no usage plan", "GET /stock",
    role("stock"), refused("INVALID_API_KEY"), { apiKey: "loose", sourceIp: "203.0.113.9" }],
  ["key: a good key is no identity (row 68)", "GET /stock",
    ANONYMOUS, refused("MISSING_AUTHENTICATION_TOKEN"), { apiKey: "key" }],
  ["key: not asked for, not looked at", "GET /pets", role("user"), ALLOW, { apiKey: "?" }],
  ["Cognito without scopes: an ID token (row 28)", "GET /account", idToken([], { audience: "app-1" }), ALLOW],
  ["Cognito without scopes: an access token (row 27)", "GET /account",
    accessToken(["shop/user"]), refused("UNAUTHORIZED")],
  ["Cognito: an audience that does not match (row 32)", "GET /account",
    idToken([], { audience: "web-1" }), refused("UNAUTHORIZED")],
  ["Cognito: the whole audience must match", "GET /account",
    idToken([], { audience: "app-12" }), refused("UNAUTHORIZED")],
  ["Cognito: no audience fails the expression", "GET /account", idToken([]), refused("UNAUTHORIZED")],
  ["Cognito: another user pool (row 25)", "GET /account",
    idToken([], { audience: "app-1", pool: "arn:aws:cognito-idp:us-east-1:1:userpool/x" }), refused("UNAUTHORIZED")],
  ["Cognito: no token (row 22)", "GET /account", ANONYMOUS, refused("UNAUTHORIZED")],
  ["Cognito: a signature is no token", "GET /account", role("user"), refused("UNAUTHORIZED")],
  ["Cognito with scopes: one is enough (row 29)", "POST /account", accessToken(["shop/admin"]), ALLOW],
  ["Cognito with scopes: none of them is 401, not 403 (row 30)", "POST /account",
    accessToken(["aws.cognito.signin.user.admin"]), refused("UNAUTHORIZED")],
  ["Cognito with scopes: an ID token (row 31)", "POST /account",
    idToken([], { audience: "app-1" }), refused("UNAUTHORIZED")],
  ["Cognito with scopes: an ID token that claims scopes", "POST /account",
    idToken(["shop/admin"], { audience: "app-1" }), refused("UNAUTHORIZED")],
  ["Cognito: scopes compare whole", "POST /account",
    accessToken(["shop/user2", "SHOP/USER", "user"]), refused("UNAUTHORIZED")],
  ["Lambda: allowed for this ARN (row 41)", "POST /pets",
    policy(allow("{stage}/POST/pets")), { outcome: "allow", source: { address: "api/aws_api_gateway_authorizer.lambda", statement: 0 } }],
  ["Lambda: a Deny (row 42)", "POST /pets",
    policy(allow("*"), deny("{stage}/POST/*")), refused("ACCESS_DENIED", { explicit: true, source: { address: "api/aws_api_gateway_authorizer.lambda", statement: 1 } })],
  ["Lambda: no statement fits (row 43)", "POST /pets",
    policy(allow("{stage}/GET/pets")), refused("ACCESS_DENIED", { source: { address: "api/aws_api_gateway_authorizer.lambda" } })],
  ["Lambda: no statements at all", "POST /pets", policy(), refused("ACCESS_DENIED")],
  ["Lambda: a trailing slash needs both forms allowed", "POST /pets/",
    policy(allow("{stage}/POST/pets")), refused("ACCESS_DENIED")],
  ["Lambda: a trailing slash, both forms allowed", "POST /pets/", policy(allow("{stage}/POST/pets*")), ALLOW],
  ["Lambda: a Deny of the plain form holds with a trailing slash", "POST /pets/",
    policy(allow("*"), deny("{stage}/POST/pets")), refused("ACCESS_DENIED", { explicit: true })],
  ["Lambda: a condition on the source's address", "POST /pets",
    policy(allow("*", { Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } })), ALLOW, { sourceIp: "203.0.113.1" }],
  ["Lambda: an unknown condition does not allow", "POST /pets",
    policy(allow("*", { Condition: { Wishes: { "a:b": "c" } } })), refused("ACCESS_DENIED")],
  ["Lambda: nobody asked the authorizer", "POST /pets", ANONYMOUS, refused("UNAUTHORIZED")],
  ["Lambda: a user pool's token is not the authorizer's answer", "POST /pets",
    idToken([], { audience: "app-1" }), refused("UNAUTHORIZED")],
  ["Lambda: a signature is not the authorizer's answer", "POST /pets", role("user"), refused("UNAUTHORIZED")],
];

export const decisions = rows.map(([name, request, caller, decision, options = {}]) => {
  const [verb = "", path = ""] = request.split(" ");
  return { name, verb, path, caller, decision, ...options };
});
