import { headerSet } from "../../../http/header-names";
import { type Header, headerValues } from "../../../http/message";
import { forwardedHeaders, queryPairs, requestContext, sentValues } from "../../event/event";
import { lockOf } from "../../locks";
import type { Authenticated } from "../../locks/lock";
import { isBinary } from "../../media-type";
import type { MethodCall } from "../../method-call";

const REMOVED = headerSet(
  "connection",
  "content-length",
  "content-md5",
  "expect",
  "max-forwards",
  "proxy-authenticate",
  "server",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "www-authenticate",
);

/**
 * The event of a Lambda proxy integration, payload format 1.0 of REST APIs: no `version`, and `null` where
 * there is nothing.
 */
export function proxyEvent(call: MethodCall, { authorizer, identity }: Authenticated): unknown {
  const { api, domain, method, path, pathParameters, request, stage } = call;
  const { forwardsAuthorization } = lockOf(method);
  const headers: Header[] = [];
  for (const [sent, value] of forwardedHeaders(call)) {
    const name = capitalized(sent);
    if (!REMOVED.has(name) && (forwardsAuthorization || name !== "Authorization"))
      headers.push([name, value]);
  }
  const query = queryPairs(request);
  const context = requestContext(call, identity);
  if (authorizer) context.authorizer = authorizer;
  const contentType = headerValues(request, "content-type")[0];
  const base64 = request.body.length > 0 && isBinary(contentType, api.binaryMediaTypes);
  return {
    resource: method.path,
    path: domain?.path ?? path,
    httpMethod: request.verb,
    ...sentValues({ headers, query, pathParameters, stageVariables: stage.variables }),
    requestContext: context,
    body: request.body.length > 0 ? request.body.toString(base64 ? "base64" : "utf8") : null,
    isBase64Encoded: base64,
  };
}

function capitalized(name: string): string {
  const wanted = name.length === 13 ? "Authorization" : name.length === 10 ? "User-Agent" : name;
  return wanted !== name && wanted.toLowerCase() === name.toLowerCase() ? wanted : name;
}
