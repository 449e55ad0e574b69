/** What REST APIs have and HTTP APIs do not: refused by name, so that no protection is left out without a message. */
import type { AccessModel } from "../../access/model";
import type { SecuredApiProps } from "../api/secured-api-props";
import type { StageProtection } from "../api/stage/stage";
import { routesIn } from "../declaration";
import { DeclarationError } from "../declaration/errors";

type RestOnly =
  | Extract<keyof SecuredApiProps, "admission" | "answers" | "endpoint" | "requests">
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
  requests: {
    what: "request validation",
    wayOut: `Validate in the handlers ("unchecked"), or ${BY_REST}`,
    without: "unchecked",
  },
  cache: { what: "response cache", wayOut: `Cache in front of it (CloudFront), or ${BY_REST}` },
  canary: { what: "canary", wayOut: `Shift traffic by an alias of the function, or ${BY_REST}` },
  clientCertificateId: { what: "client certificate for backends", wayOut: BY_REST },
  executionLog: { what: "execution log", wayOut: 'Use the access log ("off")', without: "off" },
  methodMetrics: {
    what: "metrics of single methods that are billed by the month",
    wayOut: "Use the access log",
    without: false,
  },
  tracing: { what: "X-Ray tracing", wayOut: `Trace the functions alone, or ${BY_REST}`, without: false },
  webAcl: {
    what: "web ACL",
    wayOut: `Put CloudFront with one before it and close the API's own address, or ${BY_REST}`,
    without: "off",
  },
};

/** @throws DeclarationError `HTTP_API_LACKS` */
export function checkUnavailable(place: string, props: object): void {
  for (const [name, { what, wayOut, without }] of Object.entries(UNAVAILABLE)) {
    if (!Object.hasOwn(props, name)) continue;
    const value = (props as Readonly<Record<string, unknown>>)[name];
    if (value === undefined || value === without) continue;
    throw new DeclarationError(
      "HTTP_API_LACKS",
      `${place} has the prop ${name}; an HTTP API has no ${what}. ${wayOut.charAt(0).toUpperCase()}${wayOut.slice(1)}.`,
    );
  }
}

/**
 * A key beside a lock counts calls and lets no caller in, so that a route without it is as closed as before, and unmetered.
 *
 * @returns the routes that lose their key
 * @throws DeclarationError `METERING_UNAVAILABLE` unless metering is off
 */
export function unmetered(access: AccessModel, metering: "off" | undefined): readonly string[] {
  const keyed = routesIn(access)
    .filter(([, route]) => "key" in route && route.key === true)
    .map(([key]) => key);
  if (keyed.length === 0 || metering === "off") return keyed;
  throw new DeclarationError(
    "METERING_UNAVAILABLE",
    `"${keyed[0]}" asks for an API key, and an HTTP API has neither keys nor usage plans. Set metering to "off" where its ` +
      `calls need not be counted or limited by caller, or ${BY_REST}.`,
  );
}
