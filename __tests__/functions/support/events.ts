import type { APIGatewayProxyEvent, APIGatewayProxyEventV2 } from "aws-lambda";
import type { ProxyEvent } from "../../../functions/handler/event";
import type { Handler, Log } from "../../../functions/handler/serve";

const noIdentity: APIGatewayProxyEvent["requestContext"]["identity"] = {
  accessKey: null,
  accountId: null,
  apiKey: null,
  apiKeyId: null,
  caller: null,
  clientCert: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  sourceIp: "203.0.113.9",
  user: null,
  userAgent: "test",
  userArn: null,
};

/** What differs between requests as far as a handler can see. */
export interface Sent {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is text already. */
  readonly body?: unknown;
  readonly authorizer?: Readonly<Record<string, unknown>> | undefined;
  readonly identity?: Readonly<Record<string, string | null>>;
}

/** A proxy event of a REST API: what is not there is null. */
export function proxyEvent(route: string, sent: Sent = {}): APIGatewayProxyEvent {
  const [httpMethod = "", resource = ""] = route.split(" ");
  const body =
    sent.body === undefined || typeof sent.body === "string" ? sent.body : JSON.stringify(sent.body);
  const headers = { ...(sent.body !== undefined && { "content-type": "application/json" }), ...sent.headers };
  return {
    resource,
    path: resource,
    httpMethod,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: sent.query ? { ...sent.query } : null,
    multiValueQueryStringParameters: null,
    pathParameters: sent.path ? { ...sent.path } : null,
    stageVariables: null,
    body: body ?? null,
    isBase64Encoded: false,
    requestContext: {
      accountId: "123456789012",
      apiId: "a1b2c3d4e5",
      authorizer: sent.authorizer,
      httpMethod,
      identity: { ...noIdentity, ...sent.identity },
      path: `/dev${resource}`,
      protocol: "HTTP/1.1",
      requestId: "request-1",
      requestTimeEpoch: 0,
      resourceId: "abc123",
      resourcePath: resource,
      stage: "dev",
    },
  };
}

/** The event of an HTTP API in payload format 1.0. */
export function payload1(route: string, sent: Sent = {}): APIGatewayProxyEvent {
  const { authorizer, ...event } = { ...proxyEvent(route, sent), authorizer: sent.authorizer };
  const ofToken =
    authorizer && "claims" in authorizer ? { ...authorizer, scopes: scopesOf(authorizer) } : authorizer;
  return {
    version: "1.0",
    ...event,
    requestContext: { ...event.requestContext, authorizer: ofToken },
  } as APIGatewayProxyEvent;
}

/** The event of an HTTP API in payload format 2.0: what is not there is absent, and names of headers are in lower case. */
export function payload2(route: string, sent: Sent = {}): APIGatewayProxyEventV2 {
  const { body, headers, httpMethod, isBase64Encoded } = proxyEvent(route, sent);
  const authorizer = authorizer2(sent);
  return {
    version: "2.0",
    routeKey: route,
    rawPath: route.split(" ")[1] ?? "",
    rawQueryString: "",
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    ...(sent.query && { queryStringParameters: { ...sent.query } }),
    ...(sent.path && { pathParameters: { ...sent.path } }),
    ...(body !== null && { body }),
    isBase64Encoded,
    requestContext: {
      accountId: "123456789012",
      apiId: "a1b2c3d4e5",
      ...(authorizer && { authorizer }),
      domainName: "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com",
      domainPrefix: "a1b2c3d4e5",
      http: {
        method: httpMethod,
        path: "/",
        protocol: "HTTP/1.1",
        sourceIp: "203.0.113.9",
        userAgent: "test",
      },
      requestId: "request-1",
      routeKey: route,
      stage: "$default",
      time: "17/Jun/2024:15:39:41 +0000",
      timeEpoch: 0,
    },
  };
}

/** What a REST API has in two places and under one name each, by the kind of authorizer. */
function authorizer2({ authorizer, identity }: Sent): Record<string, unknown> | undefined {
  if (!authorizer && !identity) return undefined;
  const { claims, principalId: _, integrationLatency: __, ...context } = authorizer ?? {};
  const {
    cognitoAuthenticationProvider: provider,
    cognitoAuthenticationType: type,
    cognitoIdentityId,
  } = identity ?? {};
  return {
    ...(authorizer && "claims" in authorizer && { jwt: { claims, scopes: scopesOf(authorizer) } }),
    ...(Object.keys(context).length > 0 && { lambda: context }),
    ...(identity && {
      iam: {
        cognitoIdentity: cognitoIdentityId
          ? {
              amr: [type, ...(provider?.split(",") ?? [])],
              identityId: cognitoIdentityId,
              identityPoolId: "eu-west-1:pool",
            }
          : null,
        userArn: identity.userArn,
      },
    }),
  };
}

/** As on a route that asks for a scope where the token has one. */
function scopesOf({ claims }: Readonly<Record<string, unknown>>): readonly string[] | null {
  const scope = (claims as { readonly scope?: string } | undefined)?.scope;
  return scope === undefined ? null : scope.split(" ");
}

export type EventForm = (route: string, sent?: Sent) => ProxyEvent;

/** The forms in which a handler gets the same request. */
export const eventForms: Readonly<Record<string, EventForm>> = {
  "a REST API": proxyEvent,
  "an HTTP API, payload format 1.0": payload1,
  "an HTTP API, payload format 2.0": payload2,
};

const POOL = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc";

/** Cognito's ID token of a signed-in user, as API Gateway passes it on: strings only. */
export const asUser = (sub: string) => ({
  claims: { iss: POOL, sub, "cognito:username": sub, token_use: "id", exp: "Tue Jun 18 15:00:04 UTC 2024" },
});

/** An access token of Cognito. */
export const asAccessToken = (claims: Readonly<Record<string, string>>) => ({
  claims: { iss: POOL, token_use: "access", client_id: "client-7", ...claims },
});

/** What the Lambda authorizer made of a partner's token. */
export const asPartner = (sub: string) => ({
  principalId: sub,
  userId: sub,
  username: "",
  scope: "",
  roles: "user",
  integrationLatency: 12,
});

/** Collects what a handler logs. */
export function logBook() {
  const lines: { level: string; message: string; fields: unknown }[] = [];
  const write = (level: string) => (message: string, fields: unknown) => {
    lines.push({ level, message, fields });
  };
  const log: Log = { info: write("INFO"), warn: write("WARN"), error: write("ERROR") };
  return { log, lines };
}

/** Sends one request and reads the answer. */
export async function send(handler: Handler, route: string, sent: Sent = {}, form: EventForm = proxyEvent) {
  const result = await handler(form(route, sent));
  return { status: result.statusCode, body: result.body === "" ? undefined : JSON.parse(result.body) };
}
