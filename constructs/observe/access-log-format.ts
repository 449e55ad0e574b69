/**
 * The fields of the access log: caller, route, authorizer and refusal of each request.
 *
 * Three kinds of values are left out: tokens and bodies; error messages, which quote the canonical request of a wrong
 * signature with its session token; and text that callers choose freely (path, user agent, query), which could end the
 * JSON string around it.
 */
const FIELDS = {
  // Callers can choose requestId.
  requestId: "$context.extendedRequestId",
  time: "$context.requestTimeEpoch",
  sourceIp: "$context.identity.sourceIp",
  method: "$context.httpMethod",
  route: "$context.resourcePath",
  stage: "$context.stage",
  status: "$context.status",
  refusal: "$context.error.responseType",
  principal: "$context.authorizer.principalId",
  subject: "$context.authorizer.claims.sub",
  caller: "$context.identity.caller",
  userArn: "$context.identity.userArn",
  apiKeyId: "$context.identity.apiKeyId",
  authorizerStatus: "$context.authorizer.status",
  authorizerLatency: "$context.authorizer.latency",
  wafStatus: "$context.waf.status",
  integrationStatus: "$context.integration.status",
  integrationLatency: "$context.integration.latency",
  responseLatency: "$context.responseLatency",
  responseLength: "$context.responseLength",
} as const;

export type AccessLogField = keyof typeof FIELDS;

/**
 * The same of an HTTP API. Why a token was refused may quote the token, so that text comes first: what could end its string
 * cannot take the place of the fields after it.
 */
const HTTP_FIELDS = {
  tokenError: "$context.authorizer.error",
  requestId: "$context.requestId",
  time: "$context.requestTimeEpoch",
  sourceIp: "$context.identity.sourceIp",
  method: "$context.httpMethod",
  route: "$context.routeKey",
  stage: "$context.stage",
  status: "$context.status",
  refusal: "$context.error.responseType",
  principal: "$context.authorizer.principalId",
  subject: "$context.authorizer.claims.sub",
  client: "$context.authorizer.claims.client_id",
  caller: "$context.identity.caller",
  userArn: "$context.identity.userArn",
  authorizerStatus: "$context.authorizer.status",
  authorizerLatency: "$context.authorizer.latency",
  integrationStatus: "$context.integration.status",
  integrationLatency: "$context.integration.latency",
  responseLatency: "$context.responseLatency",
  responseLength: "$context.responseLength",
} as const;

/** One line of JSON. Every value is a string, since API Gateway writes `-` for a missing one. */
export const ACCESS_LOG_FORMAT = JSON.stringify(FIELDS);

/** The same for an HTTP API. */
export const HTTP_ACCESS_LOG_FORMAT = JSON.stringify(HTTP_FIELDS);
