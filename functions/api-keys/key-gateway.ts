import { AwsClient } from "aws4fetch";
import { GatehouseError } from "../../contract/errors";
import { type Environment, Variables } from "../../contract/variables";

/** The operations of API Gateway that this function's role allows. */
export interface KeyGateway {
  /** Makes a key that opens nothing yet: it is in no usage plan. */
  create(name: string, owner: string): Promise<NewKey>;
  /** Puts a key into the plan: from now on it counts, and works. */
  admit(keyId: string): Promise<void>;
  /** Deletes a key; one that is gone already is no error. */
  remove(keyId: string): Promise<void>;
  /** Calls made and calls left, a pair for each day from `from` to `to` (`2026-11-21`, UTC, both included). */
  usage(keyId: string, from: string, to: string): Promise<readonly DayUsage[]>;
}

export interface NewKey {
  /** API Gateway's id. */
  readonly id: string;
  /** The secret that callers send. The owner gets it once, and it is stored nowhere. */
  readonly value: string;
}

export type DayUsage = readonly [used: number, left: number];

/** A call that API Gateway did not answer as expected. Its body is left out: it may have a key's value. */
export class KeyGatewayError extends GatehouseError<"KEY_GATEWAY_FAILED"> {
  override readonly name = "KeyGatewayError";

  constructor(
    readonly operation: string,
    readonly status: number,
  ) {
    super("KEY_GATEWAY_FAILED", `${operation} was answered with ${status}`);
  }
}

/** Milliseconds. The slowest endpoint makes three such calls, within the function's ten seconds. */
const TIMEOUT = 3_000;

/**
 * API Gateway's control plane over HTTPS, each call signed with the function's own role. aws4fetch has 6 kB; the
 * service's client has ten times that, which a cold start would have to load.
 *
 * No call is repeated here: CreateApiKey makes another key each time.
 *
 * @param environment of the function: AWS_*, USAGE_PLAN, KEY_TAG
 * @throws ConfigurationError naming the variable
 */
export function keyGateway(environment: Environment): KeyGateway {
  const variables = new Variables(environment);
  const region = variables.required("AWS_REGION");
  const plan = variables.required("USAGE_PLAN");
  const tag = variables.required("KEY_TAG");
  const endpoint =
    environment.AWS_ENDPOINT_URL_API_GATEWAY ?? environment.AWS_ENDPOINT_URL ?? publicEndpoint(region);
  const client = new AwsClient({
    accessKeyId: variables.required("AWS_ACCESS_KEY_ID"),
    secretAccessKey: variables.required("AWS_SECRET_ACCESS_KEY"),
    ...(environment.AWS_SESSION_TOKEN && { sessionToken: environment.AWS_SESSION_TOKEN }),
    service: "apigateway",
    region,
    retries: 0,
  });

  async function call(operation: string, method: string, path: string, body?: unknown): Promise<Response> {
    const response = await client.fetch(`${endpoint}${path}`, {
      method,
      // A redirect would send a key's value to another host.
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT),
      headers: {
        accept: "application/json",
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new KeyGatewayError(operation, response.status);
    return response;
  }

  return {
    async create(name, owner) {
      const input = { name, description: `Of the user ${owner}`, enabled: true, tags: { [tag]: plan } };
      const response = await call("CreateApiKey", "POST", "/apikeys", input);
      const { id, value } = (await response.json()) as Partial<NewKey>;
      if (!isText(id) || !isText(value)) throw new KeyGatewayError("CreateApiKey", response.status);
      return { id, value };
    },
    async admit(keyId) {
      const input = { keyId, keyType: "API_KEY" };
      await call("CreateUsagePlanKey", "POST", `/usageplans/${encodeURIComponent(plan)}/keys`, input);
    },
    async remove(keyId) {
      await call("DeleteApiKey", "DELETE", `/apikeys/${encodeURIComponent(keyId)}`).catch(
        (error: unknown) => {
          if (!(error instanceof KeyGatewayError && error.status === 404)) throw error;
        },
      );
    },
    async usage(keyId, from, to) {
      const query = new URLSearchParams({ keyId, startDate: from, endDate: to });
      const response = await call(
        "GetUsage",
        "GET",
        `/usageplans/${encodeURIComponent(plan)}/usage?${query}`,
      );
      const { values } = (await response.json()) as {
        readonly values?: Readonly<Record<string, readonly DayUsage[]>>;
      };
      return values?.[keyId] ?? [];
    },
  };
}

function publicEndpoint(region: string): string {
  return `https://apigateway.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
