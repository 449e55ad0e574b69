import type { VariantName } from "../../variants";

/** How API Gateway answers, one case each. Without a token or a signature, the caller is anonymous. */
export type ConformanceCase = readonly [
  /** The row of API Gateway's behaviour that the case shows. */
  row: number,
  name: string,
  /** Verb and path, with the stage. */
  call: string,
  sends: Sends,
  answer: ExpectedAnswer,
  more?: {
    /** Functions that run, in order. @default `echo` where the answer is SERVED, else none */
    readonly runs?: readonly string[];
    /** Headers of the answer; null where there must be none. */
    readonly headers?: Readonly<Record<string, string | null>>;
  },
];

export interface Sends {
  /** Letters that are put behind the path. */
  readonly morePath?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly bodyBytes?: number;
  readonly text?: string;
  /** Which of the prepared tokens goes into Authorization. */
  readonly token?:
    | "ID of alice"
    | "ID of bob"
    | "access of alice"
    | "access of bob"
    | "alg none"
    | "expired"
    | "other pool"
    | "stranger";
  /** Without `Bearer `. */
  readonly bare?: boolean;
  /** Sends a valid API key. */
  readonly key?: boolean;
  readonly signed?: {
    readonly as: "alice" | "bob";
    readonly secret?: string;
    readonly keyId?: string;
    readonly withoutToken?: boolean;
    /** By how much the clock of the signer is wrong. */
    readonly minutes?: number;
    readonly service?: string;
    readonly region?: string;
    readonly inQuery?: boolean;
  };
}

export interface ExpectedAnswer {
  readonly status: number;
  /** @default any */
  readonly body?: string;
  readonly bodyStarts?: string;
  readonly bodyMatches?: RegExp;
  /** `x-amzn-ErrorType`. @default none */
  readonly errorType?: string;
}

const refused = (status: number, errorType: string, message: string): ExpectedAnswer => ({
  status,
  errorType,
  body: JSON.stringify({ message }),
});
const denied = (message: string): ExpectedAnswer => ({
  status: 403,
  errorType: "AccessDeniedException",
  body: JSON.stringify({ Message: message }),
});

const BY_RESOURCE = " with an explicit deny in a resource-based policy";
const NOT_ALLOWED = " because no identity-based policy allows the execute-api:Invoke action";

/** @param account the last four digits of the API's account */
function notAuthorized(user: string, path: string, end = "", account = "9012"): ExpectedAnswer {
  const who =
    user === "anonymous" ? user : `arn:aws:sts::123456789012:assumed-role/${user}/CognitoIdentityCredentials`;
  const resource = `arn:aws:execute-api:us-east-1:********${account}:a1b2c3d4e5/dev/${path}`;
  return denied(
    `User: ${who} is not authorized to perform: execute-api:Invoke on resource: ${resource}${end}`,
  );
}

export const SERVED: ExpectedAnswer = { status: 200 };
const UNAUTHORIZED = refused(401, "UnauthorizedException", "Unauthorized");
const EXPIRED = refused(401, "UnauthorizedException", "The incoming token has expired");
const FORBIDDEN = refused(403, "ForbiddenException", "Forbidden");
const MISSING_TOKEN = refused(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
const INVALID_BODY = refused(400, "BadRequestException", "Invalid request body");
const UNSUPPORTED_TYPE = refused(415, "BadRequestException", "Unsupported Media Type");
const URI_TOO_LONG: ExpectedAnswer = { status: 414, body: '{"message":"Request URI too long"}' };
const MISCONFIGURED: ExpectedAnswer = {
  status: 500,
  errorType: "AuthorizerConfigurationException",
  body: '{"message":null}',
};
const AUTHORIZER_FAILED = { ...MISCONFIGURED, errorType: "AuthorizerFailureException" };
// From 500 on, there is a space behind the colon.
const INTEGRATION_FAILED: ExpectedAnswer = {
  status: 502,
  errorType: "InternalServerErrorException",
  body: '{"message": "Internal server error"}',
};
const NOT_SIGV4 = refused(
  403,
  "IncompleteSignatureException",
  "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with " +
    "Base64): 'Y6JaJkZMMQ4w8+T5C38hU6KqxuI2/Z2eh4K9QTnfDCY='.",
);

/** By the variant of the API that they are sent to. */
// biome-ignore format: one case in one line
export const cases: Readonly<Record<VariantName, readonly ConformanceCase[]>> = {
  plain: [
    [1, "unknown stage", "GET /nostage/pets", {}, FORBIDDEN],
    [2, "unknown route", "GET /dev/none", {}, MISSING_TOKEN],
    [3, "wrong verb", "POST /dev/health", {}, MISSING_TOKEN],
    [4, "HEAD is not derived from GET", "HEAD /dev/health", {}, { status: 403, body: "", errorType: "MissingAuthenticationTokenException" }],
    [5, "unknown route with a bearer token", "GET /dev/none", { headers: { authorization: "Bearer t" } }, NOT_SIGV4],
    [20, "a method's ARN over 1600 bytes, with authorization", "GET /dev/pets/", { morePath: 1600 }, URI_TOO_LONG],
    [20, "the same length without authorization", "GET /dev/health?", { morePath: 1600 }, SERVED],
    [20, "a URL over 10240 characters", "GET /dev/health?", { morePath: 10229 }, URI_TOO_LONG],
    [20, "a URL of 10240 characters", "GET /dev/health?", { morePath: 10228 }, SERVED],
    [21, "body over 10 MB", "POST /dev/pets", { bodyBytes: 10485761 }, { status: 413, body: "HTTP content length exceeded 10485760 bytes." }],
    [22, "Cognito: no header", "GET /dev/account", {}, UNAUTHORIZED],
    [23, "Cognito: garbage", "GET /dev/account", { headers: { authorization: "x" } }, UNAUTHORIZED],
    [24, "Cognito: expired ID token", "GET /dev/account", { token: "expired" }, EXPIRED],
    [25, "Cognito: token of another pool", "GET /dev/account", { token: "other pool" }, UNAUTHORIZED],
    [25, "Cognito: this pool's issuer, signed by a stranger", "GET /dev/account", { token: "stranger" }, UNAUTHORIZED],
    [26, "Cognito: alg none", "GET /dev/account", { token: "alg none" }, UNAUTHORIZED],
    [27, "Cognito: access token where the method has no scopes", "GET /dev/account", { token: "access of alice" }, UNAUTHORIZED],
    [28, "Cognito: ID token where the method has no scopes", "GET /dev/account", { token: "ID of bob" }, SERVED],
    [28, "Cognito: the token without Bearer", "GET /dev/account", { token: "ID of bob", bare: true }, SERVED],
    [29, "Cognito: one scope matches", "GET /dev/products", { token: "access of bob" }, SERVED],
    [30, "Cognito: no scope matches", "POST /dev/products", { token: "access of bob" }, UNAUTHORIZED],
    [31, "Cognito: ID token where the method has scopes", "GET /dev/products", { token: "ID of alice" }, UNAUTHORIZED],
    [37, "TOKEN authorizer: no header", "GET /dev/partner/pets", {}, UNAUTHORIZED],
    [41, "Lambda authorizer: allowed", "GET /dev/partner/pets", { headers: { authorization: "Bearer allow" } }, SERVED, { runs: ["authorizer", "echo"] }],
    [42, "Lambda authorizer: denied by a statement", "GET /dev/partner/pets", { headers: { authorization: "Bearer deny" } }, denied("User is not authorized to access this resource with an explicit deny in an identity-based policy"), { runs: ["authorizer"] }],
    [43, "Lambda authorizer: no statement matches", "GET /dev/partner/pets", { headers: { authorization: "Bearer elsewhere" } }, denied("User is not authorized to access this resource"), { runs: ["authorizer"] }],
    [44, "Lambda authorizer: throws Unauthorized", "GET /dev/partner/pets", { headers: { authorization: "Bearer unauthorized" } }, UNAUTHORIZED, { runs: ["authorizer"] }],
    [45, "Lambda authorizer: throws something else", "GET /dev/partner/pets", { headers: { authorization: "Bearer boom" } }, AUTHORIZER_FAILED, { runs: ["authorizer"] }],
    [46, "Lambda authorizer: runs out of time", "GET /dev/partner/pets", { headers: { authorization: "Bearer slow" } }, AUTHORIZER_FAILED, { runs: ["authorizer"] }],
    [47, "Lambda authorizer: returns null", "GET /dev/partner/pets", { headers: { authorization: "Bearer null" } }, MISCONFIGURED, { runs: ["authorizer"] }],
    [48, "Lambda authorizer: returns a proxy reply", "GET /dev/partner/pets", { headers: { authorization: "Bearer proxy" } }, MISCONFIGURED, { runs: ["authorizer"] }],
    [49, "Lambda authorizer: nested context", "GET /dev/partner/pets", { headers: { authorization: "Bearer nested" } }, MISCONFIGURED, { runs: ["authorizer"] }],
    [55, "IAM: unsigned", "GET /dev/pets", {}, MISSING_TOKEN],
    [56, "IAM: a bearer token", "GET /dev/pets", { headers: { authorization: "Bearer t" } }, NOT_SIGV4],
    [57, "IAM: wrong secret", "GET /dev/pets", { signed: { as: "alice", secret: "wrong" } }, { status: 403, bodyStarts: "{\"message\":\"The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.", errorType: "InvalidSignatureException" }],
    [58, "IAM: signed 6 minutes ago", "GET /dev/pets", { signed: { as: "alice", minutes: -6 } }, { status: 403, bodyMatches: /^\{"message":"Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)"\}$/, errorType: "InvalidSignatureException" }],
    [58, "IAM: signed 6 minutes ahead", "GET /dev/pets", { signed: { as: "alice", minutes: 6 } }, { status: 403, bodyMatches: /^\{"message":"Signature not yet current: \d{8}T\d{6}Z is still later than \d{8}T\d{6}Z \(\d{8}T\d{6}Z \+ 5 min\.\)"\}$/, errorType: "InvalidSignatureException" }],
    [59, "IAM: unknown key", "GET /dev/pets", { signed: { as: "alice", keyId: "ASIAUNKNOWNUNKNOWN00" } }, refused(403, "UnrecognizedClientException", "The security token included in the request is invalid.")],
    [59, "IAM: no session token", "GET /dev/pets", { signed: { as: "alice", withoutToken: true } }, refused(403, "UnrecognizedClientException", "The security token included in the request is invalid.")],
    [60, "IAM: scoped to s3", "GET /dev/pets", { signed: { as: "alice", service: "s3" } }, refused(403, "InvalidSignatureException", "Credential should be scoped to correct service: 'execute-api'")],
    [60, "IAM: scoped to another Region", "GET /dev/pets", { signed: { as: "alice", region: "eu-west-1" } }, refused(403, "InvalidSignatureException", "Credential should be scoped to a valid Region, not 'eu-west-1'")],
    [61, "IAM: the role has no such permission", "POST /dev/pets", { signed: { as: "bob" } }, notAuthorized("user", "POST/pets", NOT_ALLOWED)],
    [64, "IAM: allowed", "GET /dev/pets", { signed: { as: "bob" } }, SERVED],
    [64, "IAM: allowed, signed in the query", "GET /dev/pets", { signed: { as: "bob", inQuery: true } }, SERVED],
    [65, "API key: missing", "GET /dev/metered", {}, FORBIDDEN],
    [66, "API key: unknown", "GET /dev/metered", { headers: { "x-api-key": "bad" } }, FORBIDDEN],
    [67, "API key: disabled", "GET /dev/metered", { headers: { "x-api-key": "old-key-old-key-old-key" } }, FORBIDDEN],
    [68, "bad token and bad key", "GET /dev/metered-account", { headers: { authorization: "x", "x-api-key": "bad" } }, UNAUTHORIZED],
    [69, "good token, bad key", "GET /dev/metered-account", { headers: { "x-api-key": "bad" }, token: "ID of bob" }, FORBIDDEN],
    [69, "good token, good key", "GET /dev/metered-account", { token: "ID of bob", key: true }, SERVED],
    [76, "function throws", "GET /dev/health?what=throw", {}, INTEGRATION_FAILED, { runs: ["echo"] }],
    [76, "function ends its process", "GET /dev/health?what=exit", {}, INTEGRATION_FAILED, { runs: ["echo"] }],
    [77, "extra key in the reply", "GET /dev/health?what=extra", {}, INTEGRATION_FAILED, { runs: ["echo"] }],
  ],
  "other addresses": [
    [35, "Cognito: good token, resource policy denies the address", "GET /dev/account", { token: "ID of bob" }, notAuthorized("anonymous", "GET/account", BY_RESOURCE)],
    [35, "Cognito: a bad token comes before the resource policy", "GET /dev/account", { token: "expired" }, EXPIRED],
    [52, "Lambda authorizer: the resource policy denies before it is asked", "GET /dev/partner/pets", { headers: { authorization: "Bearer allow" } }, notAuthorized("anonymous", "GET/partner/pets", BY_RESOURCE)],
    [53, "open method, resource policy denies", "GET /dev/health", {}, notAuthorized("anonymous", "GET/health", BY_RESOURCE)],
  ],
  "own address": [
    [35, "Cognito: good token, from an address that the resource policy takes", "GET /dev/account", { token: "ID of bob" }, SERVED],
    [52, "Lambda authorizer: its Deny holds against the resource policy's Allow", "GET /dev/partner/pets", { headers: { authorization: "Bearer deny" } }, denied("User is not authorized to access this resource with an explicit deny in an identity-based policy"), { runs: ["authorizer"] }],
    [53, "open method, resource policy allows", "GET /dev/health", {}, SERVED],
  ],
  silent: [
    [36, "Cognito: good token, resource policy silent", "GET /dev/account", { token: "ID of bob" }, notAuthorized("anonymous", "GET/account")],
    [52, "Lambda authorizer: asked where the resource policy is silent", "GET /dev/partner/pets", { headers: { authorization: "Bearer allow" } }, SERVED, { runs: ["authorizer", "echo"] }],
    [53, "open method, resource policy silent", "GET /dev/health", {}, notAuthorized("anonymous", "GET/health")],
  ],
  "names a role": [
    [54, "open method, resource policy names a role", "GET /dev/health", {}, notAuthorized("anonymous", "GET/health")],
    [54, "Lambda authorizer, resource policy names a role", "GET /dev/partner/pets", { headers: { authorization: "Bearer allow" } }, notAuthorized("anonymous", "GET/partner/pets")],
    [63, "IAM: same account, only the resource policy allows", "POST /dev/pets", { signed: { as: "bob" } }, SERVED],
    [63, "IAM: same account, the resource policy allows another role", "POST /dev/products", { signed: { as: "bob" } }, UNAUTHORIZED],
  ],
  "denies a verb": [
    [61, "IAM: allowed by the role, denied by the resource policy", "POST /dev/pets", { signed: { as: "alice" } }, notAuthorized("admin", "POST/pets", BY_RESOURCE)],
  ],
  "of another account": [
    [62, "IAM: API of another account, no resource policy", "GET /dev/pets", { signed: { as: "alice" } }, notAuthorized("admin", "GET/pets", NOT_ALLOWED, "4321")],
  ],
  guarded: [
    [70, "stage throttle 0/0", "GET /dev/throttled", {}, refused(429, "TooManyRequestsException", "Too Many Requests")],
    [70, "no throttle of the method: another one's does not count", "GET /dev/health", {}, SERVED],
    [71, "quota 1/DAY, first call", "GET /dev/scarce", { headers: { "x-api-key": "scarce-key-scarce-key-scarce" } }, SERVED],
    [71, "quota 1/DAY, second call", "GET /dev/scarce", { headers: { "x-api-key": "scarce-key-scarce-key-scarce" } }, refused(429, "LimitExceededException", "Limit Exceeded")],
    [71, "quota used up: a call without the key is refused for that", "GET /dev/scarce", {}, FORBIDDEN],
    [71, "quota used up: a method without key goes on", "GET /dev/health", { headers: { "x-api-key": "scarce-key-scarce-key-scarce" } }, SERVED],
    [72, "missing parameters and a bad body", "POST /dev/checked", { text: "{}" }, refused(400, "BadRequestException", "Missing required request parameters: [x-header-param, issuer, qs1]")],
    [72, "blank parameters are missing", "POST /dev/checked/me?qs1=+", { headers: { "X-Header-Param": " " }, text: "{}" }, refused(400, "BadRequestException", "Missing required request parameters: [x-header-param, qs1]")],
    [72, "query names have a case, header names have none", "POST /dev/checked/me?QS1=1", { headers: { "X-HEADER-PARAM": "1" }, text: "{}" }, refused(400, "BadRequestException", "Missing required request parameters: [qs1]")],
    [72, "all parameters there: the body is next", "POST /dev/checked/me?qs1=1", { headers: { "x-header-param": "1" }, text: "{}" }, INVALID_BODY],
    [72, "all parameters and the body as asked for", "POST /dev/checked/me?qs1=1", { headers: { "x-header-param": "1" }, text: "{\"name\":\"Rex\"}" }, SERVED],
    [73, "body breaks the model", "POST /dev/body", { text: "{}" }, INVALID_BODY],
    [73, "body is not JSON", "POST /dev/body", { headers: { "content-type": "application/json; charset=utf-8" }, text: "name" }, INVALID_BODY],
    [73, "body of a type without a model", "POST /dev/body", { headers: { "content-type": "text/plain" }, text: "{\"name\":\"Rex\"}" }, UNSUPPORTED_TYPE],
    [73, "body fits the model", "POST /dev/body", { headers: { "content-type": "Application/JSON" }, text: "{\"name\":\"Rex\"}" }, SERVED],
    [73, "a bad body of nobody: who calls comes first", "POST /dev/locked-body", { text: "{}" }, MISSING_TOKEN],
    [74, "GET without a body where the model requires fields", "GET /dev/body", {}, INVALID_BODY],
    [75, "passthrough NEVER, no template for the type", "POST /dev/mock", { headers: { "content-type": "text/plain" }, text: "x" }, UNSUPPORTED_TYPE],
    [75, "passthrough NEVER, a template for the type", "POST /dev/mock", { headers: { "content-type": "application/json" }, text: "{}" }, { status: 204, body: "" }],
    [75, "preflight: a MOCK answers, no function runs", "OPTIONS /dev/pets", { headers: { origin: "https://shop.example.com" } }, { status: 204, body: "" }, { headers: { "access-control-allow-origin": "https://shop.example.com", vary: "Origin" } }],
  ],
  customized: [
    [81, "MISSING_AUTHENTICATION_TOKEN set to 404", "GET /dev/none", {}, { status: 404, body: "{\"error\":\"Missing Authentication Token\",\"type\":\"MISSING_AUTHENTICATION_TOKEN\",\"verb\":\"GET\"}", errorType: "MissingAuthenticationTokenException" }, { headers: { "x-default": null } }],
    [81, "an unknown stage is before all customization", "GET /nostage/pets", {}, FORBIDDEN],
    [83, "UNAUTHORIZED and DEFAULT_4XX both set: the first alone", "GET /dev/account", {}, UNAUTHORIZED, { headers: { "www-authenticate": "Bearer", "x-default": null } }],
    [83, "DEFAULT_4XX with a status for a type without an entry", "GET /dev/metered", {}, refused(418, "ForbiddenException", "Forbidden"), { headers: { "x-default": "4xx", "x-stage": "dev" } }],
    [83, "DEFAULT_5XX with a status for a type without an entry", "GET /dev/partner/pets", { headers: { authorization: "Bearer null" } }, { status: 599, body: "{\"message\":null}", errorType: "AuthorizerConfigurationException" }, { runs: ["authorizer"] }],
  ],
  cors: [
    [82, "DEFAULT_4XX with CORS headers only", "GET /dev/account", { headers: { origin: "https://shop.example.com" } }, UNAUTHORIZED, { headers: { "access-control-allow-origin": "https://shop.example.com", "x-asked-by": "https://shop.example.com", "x-nothing": null } }],
    [82, "DEFAULT_4XX does not touch what a function answers", "GET /dev/health", {}, SERVED, { headers: { "access-control-allow-origin": null } }],
  ],
};
