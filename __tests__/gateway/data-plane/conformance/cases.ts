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
    /** What the function's event has among others. */
    readonly event?: object;
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
    | "stranger"
    | "two groups";
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
  /** Null where there is none. @default `application/json` */
  readonly contentType?: string | null;
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
    [20, "headers over 10240 bytes", "GET /dev/health", { headers: { "x-long": "x".repeat(10_240) } }, { status: 431, body: '{"message":"HTTP header is larger than 10240 bytes."}' }],
    [20, "headers below 10240 bytes", "GET /dev/health", { headers: { "x-long": "x".repeat(10_000) } }, SERVED],
    [21, "body over 10 MB", "POST /dev/pets", { bodyBytes: 10485761 }, { status: 413, body: "HTTP content length exceeded 10485760 bytes." }],
    [22, "Cognito: no header", "GET /dev/account", {}, UNAUTHORIZED],
    [23, "Cognito: garbage", "GET /dev/account", { headers: { authorization: "x" } }, UNAUTHORIZED],
    [24, "Cognito: expired ID token", "GET /dev/account", { token: "expired" }, EXPIRED],
    [25, "Cognito: token of another pool", "GET /dev/account", { token: "other pool" }, UNAUTHORIZED],
    [25, "Cognito: this pool's issuer, signed by a stranger", "GET /dev/account", { token: "stranger" }, UNAUTHORIZED],
    [26, "Cognito: alg none", "GET /dev/account", { token: "alg none" }, UNAUTHORIZED],
    [27, "Cognito: access token where the method has no scopes", "GET /dev/account", { token: "access of alice" }, UNAUTHORIZED],
    [28, "Cognito: ID token where the method has no scopes", "GET /dev/account", { token: "ID of bob" }, SERVED],
    [33, "Cognito: times are words in the event, and every claim is a text", "GET /dev/account", { token: "ID of bob" }, SERVED, { event: { requestContext: { authorizer: { claims: { exp: expect.stringMatching(/^[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d UTC \d{4}$/), auth_time: expect.stringMatching(/^\d+$/) } } } } }],
    [34, "Cognito: groups are one text, with commas", "GET /dev/account", { token: "two groups" }, SERVED, { event: { requestContext: { authorizer: { claims: { "cognito:groups": "a,b" } } } } }],
    [28, "Cognito: the token without Bearer", "GET /dev/account", { token: "ID of bob", bare: true }, SERVED],
    [29, "Cognito: one scope matches", "GET /dev/products", { token: "access of bob" }, SERVED],
    [30, "Cognito: no scope matches", "POST /dev/products", { token: "access of bob" }, UNAUTHORIZED],
    [31, "Cognito: ID token where the method has scopes", "GET /dev/products", { token: "ID of alice" }, UNAUTHORIZED],
    [37, "TOKEN authorizer: no header", "GET /dev/partner/pets", {}, UNAUTHORIZED],
    [41, "Lambda authorizer: allowed", "GET /dev/partner/pets", { headers: { authorization: "Bearer allow" } }, SERVED, { runs: ["authorizer", "echo"], event: { requestContext: { authorizer: { principalId: "carol", userId: "carol", level: "7", staff: "true", integrationLatency: expect.any(Number) } } } }],
    [42, "Lambda authorizer: denied by a statement", "GET /dev/partner/pets", { headers: { authorization: "Bearer deny" } }, denied("User is not authorized to access this resource with an explicit deny in an identity-based policy"), { runs: ["authorizer"] }],
    [43, "Lambda authorizer: no statement matches", "GET /dev/partner/pets", { headers: { authorization: "Bearer elsewhere" } }, denied("User is not authorized to access this resource"), { runs: ["authorizer"] }],
    [44, "Lambda authorizer: throws Unauthorized", "GET /dev/partner/pets", { headers: { authorization: "Bearer unauthorized" } }, UNAUTHORIZED, { runs: ["authorizer"] }],
    [45, "Lambda authorizer: throws something else", "GET /dev/partner/pets", { headers: { authorization: "Bearer boom" } }, AUTHORIZER_FAILED, { runs: ["authorizer"] }],
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
    [50, "Lambda authorizer: a policy for one method only, for that method", "GET /dev/partner/pets", { headers: { authorization: "Bearer allow-this" } }, SERVED, { runs: ["authorizer", "echo"] }],
    [50, "Lambda authorizer: the kept policy refuses the next method", "POST /dev/partner/pets", { headers: { authorization: "Bearer allow-this" } }, denied("User is not authorized to access this resource")],
    [64, "IAM: allowed", "GET /dev/pets", { signed: { as: "bob" } }, SERVED, { event: { headers: expect.not.objectContaining({ Authorization: expect.anything() }), requestContext: expect.not.objectContaining({ authorizer: expect.anything() }) } }],
    [64, "IAM: allowed, signed in the query", "GET /dev/pets", { signed: { as: "bob", inQuery: true } }, SERVED],
    [65, "API key: missing", "GET /dev/metered", {}, FORBIDDEN],
    [66, "API key: unknown", "GET /dev/metered", { headers: { "x-api-key": "bad" } }, FORBIDDEN],
    [67, "API key: disabled", "GET /dev/metered", { headers: { "x-api-key": "old-key-old-key-old-key" } }, FORBIDDEN],
    [68, "bad token and bad key", "GET /dev/metered-account", { headers: { authorization: "x", "x-api-key": "bad" } }, UNAUTHORIZED],
    [69, "good token, bad key", "GET /dev/metered-account", { headers: { "x-api-key": "bad" }, token: "ID of bob" }, FORBIDDEN],
    [69, "good token, good key", "GET /dev/metered-account", { token: "ID of bob", key: true }, SERVED],
    [76, "function throws", "GET /dev/health?what=throw", {}, INTEGRATION_FAILED, { runs: ["echo"] }],
    [76, "function ends its process", "GET /dev/health?what=exit", {}, INTEGRATION_FAILED, { runs: ["echo"] }],
    [78, "an empty object as reply", "GET /dev/health?what=empty", {}, { status: 200, body: "" }, { runs: ["echo"] }],
    [80, "reply in base64, the client takes image/png first", "GET /dev/health?what=picture", { headers: { accept: "image/png" } }, { status: 200, body: "picture", contentType: "image/png" }, { runs: ["echo"] }],
    [80, "reply in base64, the client takes anything", "GET /dev/health?what=picture", { headers: { accept: "*/*" } }, { status: 200, body: "cGljdHVyZQ==", contentType: "image/png" }, { runs: ["echo"] }],
    [77, "extra key in the reply", "GET /dev/health?what=extra", {}, INTEGRATION_FAILED, { runs: ["echo"] }],
  ],
  routes: [
    [6, "a literal segment comes before a parameter", "PATCH /dev/users/me", {}, SERVED, { event: { resource: "/users/me" } }],
    [7, "a literal without the verb: the parameter beside it", "GET /dev/users/me", {}, SERVED, { event: { resource: "/users/{userId}", pathParameters: { userId: "me" } } }],
    [8, "no resource that fits has the verb", "POST /dev/users/me", {}, MISSING_TOKEN],
    [9, "a greedy parameter takes the verb that a literal does not have", "POST /dev/things/real", {}, SERVED, { event: { resource: "/things/{proxy+}", pathParameters: { proxy: "real" } } }],
    [9, "a literal with the verb comes first", "GET /dev/things/real", {}, SERVED, { event: { resource: "/things/real" } }],
  ],
  greedy: [
    [10, "a resource without methods", "GET /dev/jobs", {}, SERVED, { event: { resource: "/{proxy+}", pathParameters: { proxy: "jobs" } } }],
    [10, "below it, its own method", "GET /dev/jobs/done", {}, SERVED, { event: { resource: "/jobs/done" } }],
    [11, "a resource with OPTIONS only", "GET /dev/cors_only", {}, SERVED, { event: { resource: "/{proxy+}" } }],
    [12, "a guarded verb beside an open greedy parameter: the other verbs are open", "GET /dev/admin", {}, SERVED, { event: { resource: "/{proxy+}" } }],
    [12, "the guarded verb itself", "POST /dev/admin", {}, MISSING_TOKEN],
    [13, "back out of a literal's subtree", "GET /dev/part1/random", {}, SERVED, { event: { resource: "/{proxy+}", pathParameters: { proxy: "part1/random" } } }],
    [14, "the root, where there is only a greedy parameter", "GET /dev/", {}, MISSING_TOKEN],
    [15, "a slash at the end", "GET /dev/p/", {}, SERVED, { event: { path: "/p/", pathParameters: { proxy: "p" } } }],
    [16, "two slashes behind the stage", "GET /dev//p", {}, SERVED, { event: { path: "/p", pathParameters: { proxy: "p" }, requestContext: { path: "/dev//p" } } }],
    [16, "two slashes within the path", "GET /dev/p//q", {}, SERVED, { event: { pathParameters: { proxy: "p//q" } } }],
    [17, "what is percent-encoded stays so", "GET /dev/p/a%2Bb+c@d", {}, SERVED, { event: { path: "/p/a%2Bb+c@d", pathParameters: { proxy: "p/a%2Bb+c@d" } } }],
    [18, "the query is decoded", "GET /dev/p?e=a%2Bb&f=a+b", {}, SERVED, { event: { queryStringParameters: { e: "a+b", f: "a b" } } }],
    [19, "of a repeated parameter the last, and all of them", "GET /dev/p?p=1&p=2", {}, SERVED, { event: { queryStringParameters: { p: "2" }, multiValueQueryStringParameters: { p: ["1", "2"] } } }],
    [51, "Lambda authorizer: a policy for the root without its slash", "POST /dev/", { headers: { authorization: "Bearer without-slash" } }, denied("User is not authorized to access this resource"), { runs: ["authorizer"] }],
    [51, "Lambda authorizer: a policy for the root", "POST /dev/", { headers: { authorization: "Bearer allow-this" } }, SERVED, { runs: ["authorizer", "echo"] }],
  ],
  validated: [
    [32, "Cognito: aud is not as the expression asks", "GET /dev/account", { token: "ID of bob" }, UNAUTHORIZED],
    [38, "TOKEN authorizer: the token is not of the expression's form", "GET /dev/partner/pets", { headers: { authorization: "Bearer allow" } }, UNAUTHORIZED],
    [38, "TOKEN authorizer: the token is of the expression's form", "GET /dev/partner/pets", { headers: { authorization: "allow" } }, SERVED, { runs: ["authorizer", "echo"] }],
  ],
  "of this audience": [
    [32, "Cognito: aud is as the expression asks", "GET /dev/account", { token: "ID of bob" }, SERVED],
    [32, "Cognito: an access token has no aud", "GET /dev/products", { token: "access of bob" }, UNAUTHORIZED],
  ],
  "by request": [
    [39, "REQUEST authorizer: an identity source is missing", "GET /dev/partner/pets", { headers: { authorization: "allow" } }, UNAUTHORIZED],
    [39, "REQUEST authorizer: an identity source is empty", "GET /dev/partner/pets?tenant=", { headers: { authorization: "allow" } }, UNAUTHORIZED],
    [39, "REQUEST authorizer: all identity sources", "GET /dev/partner/pets?tenant=a", { headers: { authorization: "allow" } }, SERVED, { runs: ["authorizer", "echo"] }],
  ],
  "by request, without a cache": [
    [40, "REQUEST authorizer that keeps nothing: an identity source is missing", "GET /dev/partner/pets", { headers: { authorization: "allow" } }, UNAUTHORIZED],
    [40, "REQUEST authorizer that keeps nothing: all identity sources", "GET /dev/partner/pets?tenant=a", { headers: { authorization: "allow" } }, SERVED, { runs: ["authorizer", "echo"] }],
  ],
  "without a permission": [
    [76, "no permission to invoke the function", "GET /dev/health", {}, { status: 500, errorType: "InternalServerErrorException", body: '{"message": "Internal server error"}' }],
  ],
  impatient: [
    [46, "Lambda authorizer: runs out of time", "GET /dev/partner/pets", { headers: { authorization: "Bearer slow" } }, AUTHORIZER_FAILED, { runs: ["authorizer"] }],
    [79, "the function takes longer than the integration waits", "GET /dev/health?what=sleep", {}, { status: 504, errorType: "InternalServerErrorException", body: '{"message": "Endpoint request timed out"}' }, { runs: ["echo"] }],
  ],
  filtered: [
    [84, "WAF blocks", "GET /dev/health", { headers: { "x-block": "1" } }, FORBIDDEN],
    [84, "WAF blocks before the token is looked at", "GET /dev/account", { headers: { "x-block": "1" }, token: "expired" }, FORBIDDEN],
    [84, "WAF blocks before the route is looked for", "GET /dev/none", { headers: { "x-block": "1" } }, FORBIDDEN],
    [84, "an unknown stage is before WAF", "GET /nostage/x", { headers: { "x-block": "1" } }, FORBIDDEN],
    [84, "WAF lets through what no rule blocks", "GET /dev/health", {}, SERVED],
    [84, "WAF inspects the body of callers who are not known yet", "POST /dev/pets", { text: "attack" }, FORBIDDEN],
    [84, "a response of the web ACL's own comes before API Gateway's", "GET /dev/health", { headers: { "x-teapot": "1" } }, { status: 418, body: "no coffee", contentType: "text/plain" }, { headers: { "x-brewed": "tea" } }],
    [84, "a captcha, for a program", "GET /dev/health", { headers: { "x-captcha": "1" } }, { status: 405, body: "", contentType: null }, { headers: { "x-amzn-waf-action": "captcha" } }],
    [84, "a challenge, for a program", "GET /dev/health", { headers: { "x-challenge": "1" } }, { status: 202, body: "", contentType: null }, { headers: { "x-amzn-waf-action": "challenge" } }],
    [84, "more than a rate, first call", "GET /dev/health", { headers: { "x-rated": "1" } }, SERVED],
    [84, "more than a rate, second call", "GET /dev/health", { headers: { "x-rated": "1" } }, FORBIDDEN],
  ],
  "filtered, customized": [
    [84, "WAF_FILTERED set to 404", "GET /dev/health", { headers: { "x-block": "1" } }, { ...FORBIDDEN, status: 404 }],
    [84, "a response of the web ACL's own is not customized", "GET /dev/health", { headers: { "x-teapot": "1" } }, { status: 418, body: "no coffee", contentType: "text/plain" }],
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
