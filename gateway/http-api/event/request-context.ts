import { commonLogTime } from "../../data-plane/event/event";
import { anonymousIdentity, type Identity } from "../../data-plane/event/identity";
import { headerValues } from "../../http/message";
import type { KnownCaller } from "../locks/lock";
import { requestIdOf } from "../refusals";
import { domainOf, type EventCall, type RouteCall } from "../route-call";

/** `requestContext` of the payload format 2.0. An authorizer's event has it without a caller. */
export function requestContextV2(call: EventCall, known?: KnownCaller): Record<string, unknown> {
  const { ids, rawPath, request, route, stage } = call;
  const authorizer = known && authorizerV2(known);
  return {
    ...placeOf(call),
    ...(authorizer !== undefined && { authorizer }),
    http: {
      method: request.verb,
      path: rawPath,
      protocol: "HTTP/1.1",
      sourceIp: request.sourceIp,
      userAgent: headerValues(request, "user-agent").at(-1) ?? "",
    },
    requestId: requestIdOf(ids),
    routeKey: route.key,
    stage: stage.name,
    time: commonLogTime(ids.time),
    timeEpoch: ids.time.getTime(),
  };
}

function placeOf(call: EventCall) {
  const { api } = call;
  return { accountId: api.executionArn.split(":")[4], apiId: api.id, ...domainOf(call) };
}

/** An open route has none. */
function authorizerV2(known: KnownCaller): Record<string, unknown> | undefined {
  switch (known.by) {
    case "none":
      return undefined;
    case "jwt":
      return { jwt: { claims: known.claims, scopes: known.scopes } };
    case "lambda":
      return { lambda: known.context };
    case "iam":
      return { iam: iamOf(known.identity) };
  }
}

function iamOf(identity: Identity): Record<string, unknown> {
  const { cognitoAuthenticationType: type, cognitoIdentityId, cognitoIdentityPoolId } = identity;
  return {
    accessKey: identity.accessKey,
    accountId: identity.accountId,
    callerId: identity.caller,
    cognitoIdentity:
      cognitoIdentityId === null
        ? null
        : {
            amr: [type, identity.cognitoAuthenticationProvider].filter((one) => one !== null),
            identityId: cognitoIdentityId,
            identityPoolId: cognitoIdentityPoolId,
          },
    principalOrgId: identity.principalOrgId,
    userArn: identity.userArn,
    userId: identity.user,
  };
}

/** `requestContext` of the payload format 1.0, which is like that of REST APIs. */
export function requestContextV1(call: RouteCall, known?: KnownCaller): Record<string, unknown> {
  const { ids, rawPath, request, route, stage } = call;
  const authorizer = known && authorizerV1(known);
  return {
    ...placeOf(call),
    ...(authorizer !== undefined && { authorizer }),
    extendedRequestId: requestIdOf(ids),
    httpMethod: request.verb,
    identity: {
      cognitoAmr: null,
      ...(known?.by === "iam" ? known.identity : anonymousIdentity(request)),
    },
    path: rawPath,
    protocol: "HTTP/1.1",
    requestId: requestIdOf(ids),
    requestTime: commonLogTime(ids.time),
    requestTimeEpoch: ids.time.getTime(),
    resourceId: route.key,
    resourcePath: route.path,
    stage: stage.name,
  };
}

function authorizerV1(known: KnownCaller): Record<string, unknown> | undefined {
  switch (known.by) {
    case "none":
    case "iam":
      return undefined;
    case "jwt":
      return { claims: known.claims, scopes: known.scopes };
    case "lambda":
      return {
        ...known.context,
        ...(known.principalId !== undefined && { principalId: known.principalId }),
      };
  }
}
