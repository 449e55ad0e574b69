/** The URI by which API Gateway invokes a function, and the one by which it streams the function's response. */
const INVOCATION =
  /^arn:[\w-]+:apigateway:[^:]+:lambda:path\/(?:2015-03-31\/functions\/(arn:[^/$]+)\/invocations|2021-11-15\/functions\/(arn:[^/$]+)\/response-streaming-invocations)$/;

/** The ARN of the function that a URI invokes; undefined where it invokes none. */
export function functionArnIn(uri: string): string | undefined {
  const [, whole, streamed] = INVOCATION.exec(uri) ?? [];
  return whole ?? streamed;
}
