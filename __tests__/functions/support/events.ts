import type { APIGatewayProxyEvent } from "aws-lambda";
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

/** A proxy event in the shape of API Gateway's: what is not there is null. */
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

/** Cognito's ID token of a signed-in user, as API Gateway passes it on: strings only. */
export const asUser = (sub: string) => ({
  claims: { sub, "cognito:username": sub, token_use: "id", exp: "Tue Jun 18 15:00:04 UTC 2024" },
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
export async function send(handler: Handler, route: string, sent: Sent = {}) {
  const result = await handler(proxyEvent(route, sent));
  return { status: result.statusCode, body: result.body === "" ? undefined : JSON.parse(result.body) };
}
