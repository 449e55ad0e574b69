import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import type { Construct } from "constructs";
import * as v from "valibot";
import type { Lock, RouteKey } from "../../access/model";
import { type Entries, partsOfKey, someText } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import { pathId } from "../declaration/path-id";
import { isServerUrl } from "../endpoint/server-url";
import type { FunctionUris, NamedFunction } from "../functions/named-function";
import type { VerifiedCaller } from "../locks/lock";

/**
 * A server behind the API that is not a Lambda function. It gets every header of the client, the Authorization header too,
 * which API Gateway does not let an integration remove; a REST API passes on the headers that it maps.
 */
export interface ProxiedServer {
  /** Its address without the route's path: `https://shop.internal.example.com`. */
  readonly url: string;
  /** Written out, since the server can call the API as the caller. */
  readonly passToken: true;
}

export const proxiedServerEntries = {
  url: someText,
  passToken: v.literal(true, "true: an HTTP API passes the caller's Authorization header to a server"),
} satisfies Entries<ProxiedServer>;

/** What answers a route of an HTTP API: a function, or a server that API Gateway passes the call to. */
export type HttpHandler = NamedFunction | ProxiedServer;

interface Common {
  readonly apiId: string;
  readonly timeoutMilliseconds: number;
}

/** One integration for all routes of a function. */
export function functionIntegration(
  scope: Construct,
  handler: string,
  {
    called,
    functionUris,
    ...common
  }: Common & { readonly called: NamedFunction; readonly functionUris: FunctionUris },
): Apigatewayv2Integration {
  return new Apigatewayv2Integration(scope, `call-${handler}`, {
    ...common,
    integrationType: "AWS_PROXY",
    integrationUri: functionUris.of(called),
    payloadFormatVersion: "2.0",
  });
}

/**
 * One integration for each route of a server, since it has the route's path. The caller's headers of these names are
 * overwritten, also where the lock knows no caller.
 *
 * @throws DeclarationError `BACKEND_URL_INVALID`
 */
export function serverIntegration(
  scope: Construct,
  route: { readonly key: RouteKey; readonly lock: Lock; readonly caller: VerifiedCaller },
  { server, ...common }: Common & { readonly server: ProxiedServer },
): Apigatewayv2Integration {
  if (!isServerUrl(server.url, ["https"])) {
    throw new DeclarationError(
      "BACKEND_URL_INVALID",
      `The backend of "${route.key}" answers at "${server.url}"; expected https:// and a host, without a path, a user and parameters.`,
    );
  }
  const [verb, path] = partsOfKey(route.key);
  const { id = "-", roles = "-" } = route.caller;
  return new Apigatewayv2Integration(scope, `call-${verb}.${pathId(path)}`, {
    ...common,
    integrationType: "HTTP_PROXY",
    integrationMethod: verb,
    integrationUri: `${server.url}${path.replace("+}", "}")}`,
    payloadFormatVersion: "1.0",
    requestParameters: {
      "overwrite:header.X-Caller-Lock": route.lock,
      "overwrite:header.X-Caller-Id": id,
      "overwrite:header.X-Caller-Roles": roles,
    },
  });
}
