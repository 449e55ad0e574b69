/**
 * What one request leaves in the access log: who, which route, which authorizer, which refusal.
 *
 * Left out on purpose: tokens and bodies; the text of an error, which quotes the canonical request of a wrong
 * signature with its session token; and what the caller writes freely (path, user agent, query), which could
 * close the JSON string it stands in.
 */
const FIELDS = {
  // Not requestId, which callers may choose.
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

/** One line of JSON; every value is a string, because API Gateway writes `-` for what there is not. */
export const ACCESS_LOG_FORMAT = JSON.stringify(FIELDS);
