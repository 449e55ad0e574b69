import { type HttpRequest, headerValues } from "../http/message";

/** Names of the keys below, in lower case: no session can set them. */
export const OF_REQUESTS: ReadonlySet<string> = new Set([
  "aws:currenttime",
  "aws:epochtime",
  "aws:referer",
  "aws:securetransport",
  "aws:sourceip",
  "aws:useragent",
]);

/**
 * Condition keys that every request has, without those of its caller.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html
 */
export function requestKeys(request: HttpRequest, now: Date): Record<string, string> {
  const userAgent = headerValues(request, "user-agent")[0];
  const referer = headerValues(request, "referer")[0];
  const keys: Record<string, string> = {
    "aws:CurrentTime": now.toISOString(),
    "aws:EpochTime": String(Math.floor(now.getTime() / 1_000)),
    // The real service is reached over TLS only; the gate uses plain HTTP in its place.
    "aws:SecureTransport": "true",
    "aws:SourceIp": request.sourceIp,
  };
  if (userAgent !== undefined) keys["aws:UserAgent"] = userAgent;
  if (referer !== undefined) keys["aws:Referer"] = referer;
  return keys;
}
