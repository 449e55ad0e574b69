import { type HttpRequest, headerValues } from "../http/message";

/**
 * What conditions of policies can ask about a request, whoever sends it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html
 */
export function requestKeys(request: HttpRequest, now: Date): Record<string, string> {
  const userAgent = headerValues(request, "user-agent")[0];
  const referer = headerValues(request, "referer")[0];
  return {
    "aws:CurrentTime": now.toISOString(),
    "aws:EpochTime": String(Math.floor(now.getTime() / 1_000)),
    // The real service is reached over TLS only; plain HTTP is the gate's own stand-in for it.
    "aws:SecureTransport": "true",
    "aws:SourceIp": request.sourceIp,
    ...(userAgent !== undefined && { "aws:UserAgent": userAgent }),
    ...(referer !== undefined && { "aws:Referer": referer }),
  };
}
