import { own } from "../../../terraform/language/expression";
import type { LambdaAuthorizer } from "../../../terraform/model";
import { headerValues, withoutWhiteSpace } from "../../http/message";
import { allValues, forwardedHeaders, lastValues, queryPairs, requestContext } from "../event/event";
import { anonymousIdentity } from "../event/identity";
import { contextValue } from "../event/variables";
import { type MethodCall, methodArn } from "../method-call";

/** The event of a TOKEN authorizer: the header's whole value, scheme included. */
export function tokenEvent(call: MethodCall, token: string): unknown {
  return { type: "TOKEN", methodArn: methodArn(call), authorizationToken: token };
}

/** The event of a REQUEST authorizer: no body, and `{}` where there is nothing. */
export function requestEvent(call: MethodCall): unknown {
  const { method, path, pathParameters, request, stage } = call;
  const headers = forwardedHeaders(call);
  const query = queryPairs(request);
  return {
    type: "REQUEST",
    methodArn: methodArn(call),
    resource: method.path,
    path,
    httpMethod: request.verb,
    headers: lastValues(headers),
    multiValueHeaders: allValues(headers),
    queryStringParameters: lastValues(query),
    multiValueQueryStringParameters: allValues(query),
    pathParameters,
    stageVariables: stage.variables,
    requestContext: requestContext(call, identityWithKey(call)),
  };
}

/**
 * The values of an authorizer's identity sources.
 *
 * @returns `undefined` where one is absent or empty; the source itself where its form is not known
 */
export function identityValues(
  call: MethodCall,
  { identitySources }: LambdaAuthorizer,
): readonly string[] | undefined | { readonly unreadable: string } {
  const values: string[] = [];
  for (const source of identitySources) {
    const read = readerOf(source);
    if (read === undefined) return { unreadable: source };
    const sent = read(call);
    // A value that was sent twice is refused: joined, it could be another caller's single value.
    const [value] = sent;
    if (value === undefined || value === "" || sent.length > 1) return undefined;
    values.push(value);
  }
  return values;
}

function readerOf(source: string): ((call: MethodCall) => readonly string[]) | undefined {
  const [, place, name = ""] =
    /^(method\.request\.header|method\.request\.querystring|stageVariables|context)\.([\w.-]+)$/.exec(
      source,
    ) ?? [];
  switch (place) {
    case "method.request.header":
      return ({ request }) => headerValues(request, name).map(withoutWhiteSpace);
    case "method.request.querystring":
      return ({ request }) => own(allValues(queryPairs(request)), name) ?? [];
    case "stageVariables":
      return ({ stage }) => [own(stage.variables, name) ?? ""];
    case "context":
      return (call) => [contextValue(name.split("."), requestContext(call, identityWithKey(call))) ?? ""];
    default:
      return undefined;
  }
}

function identityWithKey({ request }: MethodCall) {
  const apiKey = headerValues(request, "x-api-key").at(-1);
  return { ...anonymousIdentity(request), ...(apiKey !== undefined && { apiKey }) };
}
