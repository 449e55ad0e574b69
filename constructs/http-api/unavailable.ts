/** What REST APIs have and HTTP APIs do not: refused by name, so that no protection is left out without a message. */
import type { AccessModel } from "../../access/model";
import type { HttpBackend } from "../api/methods/http-backend";
import type { SecuredApiProps } from "../api/secured-api-props";
import type { StageProtection } from "../api/stage/stage";
import { routesIn } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import type { ProxiedServer } from "./integrations";

/** Props of a REST API or of its stage. `http-api-props.ts` compares them with those of an HTTP API. */
export type RestOnly =
  | Extract<
      keyof SecuredApiProps,
      | "admission"
      | "answers"
      | "endpoint"
      | "executeApiEndpoint"
      | "jwtAuthorizer"
      | "jwtOptions"
      | "requests"
      | "stage"
    >
  | Extract<
      keyof StageProtection,
      "cache" | "canary" | "clientCertificateId" | "executionLog" | "methodMetrics" | "tracing" | "webAcl"
    >;

interface Unavailable {
  readonly what: string;
  readonly wayOut: string;
  /** A value that asks for nothing. */
  readonly without?: unknown;
}

const BY_REST = "serve it by a REST API (SecuredApi)";

/** By the names of the props of `SecuredApi` and of its stage. */
const UNAVAILABLE: Readonly<Record<RestOnly, Unavailable>> = {
  admission: {
    what: "resource policy",
    wayOut: `Put conditions into the policies of IAM roles, or ${BY_REST}`,
  },
  answers: {
    what: "responses of its own to refused requests",
    wayOut: `Leave them as they are ("plain"), or ${BY_REST}`,
    without: "plain",
  },
  endpoint: {
    what: "private endpoint",
    wayOut: `Leave it regional, or ${BY_REST}`,
    without: "regional",
  },
  executeApiEndpoint: {
    what: "switch of its own for the address that AWS gives",
    wayOut: "Give it a domain, which closes that address",
    without: "open",
  },
  jwtAuthorizer: {
    what: "authorizer apart from its lock",
    wayOut: "Give the function as jwt.function",
  },
  jwtOptions: {
    what: "options apart from its authorizer",
    wayOut: "Give the seconds that an answer is kept as jwt.ttl; the token is its only identity source",
  },
  requests: {
    what: "request validation",
    wayOut: `Validate in the handlers ("unchecked"), or ${BY_REST}`,
    without: "unchecked",
  },
  stage: { what: "stage to name", wayOut: "Leave it out: the API serves $default" },
  cache: { what: "response cache", wayOut: `Cache in front of it (CloudFront), or ${BY_REST}` },
  canary: { what: "canary", wayOut: `Shift traffic by an alias of the function, or ${BY_REST}` },
  clientCertificateId: { what: "client certificate for backends", wayOut: BY_REST },
  executionLog: { what: "execution log", wayOut: 'Use the access log ("off")', without: "off" },
  methodMetrics: {
    what: "metrics of single methods that are billed by the month",
    wayOut: "Use the access log",
    without: false,
  },
  tracing: {
    what: "X-Ray tracing",
    wayOut: `Trace the functions alone (tracing of LambdaFunction), or ${BY_REST}`,
    without: false,
  },
  webAcl: {
    what: "web ACL",
    wayOut: `Put CloudFront with one before it and close the API's own address, or ${BY_REST}`,
    without: "off",
  },
};

/** By the fields of a server behind a REST API. */
const BACKEND_UNAVAILABLE: Readonly<Record<Exclude<keyof HttpBackend, keyof ProxiedServer>, Unavailable>> = {
  vpcLink: { what: "private network behind it (HttpApi makes no VPC link)", wayOut: BY_REST },
  query: { what: "list of parameters to pass on: it passes all", wayOut: `Leave it out, or ${BY_REST}` },
  statuses: { what: "list of statuses: it passes all", wayOut: `Leave it out, or ${BY_REST}` },
  timeout: {
    what: "time for a single server",
    wayOut: `Give the time for all of them as the API's timeout, or ${BY_REST}`,
  },
};

/** By the fields of `cognito` where it has no issuer: that of a REST API alone. */
const COGNITO_UNAVAILABLE: Readonly<Record<"userPoolArn", Unavailable>> = {
  userPoolArn: {
    what: "authorizer that takes a pool's ARN",
    wayOut: "Give issuer, https://cognito-idp.REGION.amazonaws.com/POOL (`https://${userPool.endpoint}`)",
  },
};

/** @throws DeclarationError `HTTP_API_LACKS` */
export function checkUnavailable(place: string, props: object): void {
  refuse(`${place} has the prop`, props, UNAVAILABLE);
  const { cognito, handlers } = props as { readonly cognito?: unknown; readonly handlers?: unknown };
  if (isObject(cognito) && !("issuer" in cognito))
    refuse(`${place}.cognito has the field`, cognito, COGNITO_UNAVAILABLE);
  for (const [name, handler] of isObject(handlers) ? Object.entries(handlers) : [])
    if (isObject(handler)) refuse(`${place}.handlers.${name} has the field`, handler, BACKEND_UNAVAILABLE);
}

function refuse(has: string, props: object, unavailable: Readonly<Record<string, Unavailable>>): void {
  for (const [name, { what, wayOut, without }] of Object.entries(unavailable)) {
    if (!Object.hasOwn(props, name)) continue;
    const value = (props as Readonly<Record<string, unknown>>)[name];
    if (value === undefined) continue;
    const advice = value === without ? "Leave it out" : `${wayOut.charAt(0).toUpperCase()}${wayOut.slice(1)}`;
    throw new DeclarationError("HTTP_API_LACKS", `${has} ${name}; an HTTP API has no ${what}. ${advice}.`, {
      where: has,
      expected: "it left out",
    });
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/**
 * A key beside a lock counts calls and lets no caller in, so that a route without it is as closed as before, and unmetered.
 * A public route has no lock beside its key: without it, the route takes calls that it did not.
 *
 * @param place of the API in messages: `HttpApi "api"`
 * @returns the routes that lose their key
 * @throws DeclarationError `LOCK_UNAVAILABLE` for a public route; `METERING_UNAVAILABLE` unless metering is off
 */
export function unmetered(
  place: string,
  access: AccessModel,
  metering: "off" | undefined,
): readonly string[] {
  const routes = routesIn(access).filter(([, route]) => "key" in route && route.key === true);
  const open = routes.find(([, { lock }]) => lock === "public");
  if (open) {
    throw new DeclarationError(
      "LOCK_UNAVAILABLE",
      `"${open[0]}" is public with an API key, and an HTTP API asks for no API key: the route would also take calls without ` +
        `one. Declare it without key, give it a lock, or ${BY_REST}.`,
    );
  }
  const keyed = routes.map(([key]) => key);
  if (keyed.length === 0 || metering === "off") return keyed;
  throw new DeclarationError(
    "METERING_UNAVAILABLE",
    `"${keyed[0]}" asks for an API key, and an HTTP API has neither keys nor usage plans. Set metering to "off" at ` +
      `${place} where its calls need not be counted or limited by caller, or ${BY_REST}.`,
    { where: `${place}.metering`, expected: '"off"' },
  );
}
