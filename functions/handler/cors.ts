import { type Environment, Variables } from "../../contract/variables";
import type { RequestEvent } from "./event";

/** The headers by which a browser decides whether the page that sent a request may read the answer. */
export type CorsHeaders = (
  event: Partial<Pick<RequestEvent, "headers" | "multiValueHeaders">>,
) => Readonly<Record<string, string>>;

/**
 * A function sets the headers itself: API Gateway passes on the answer of a Lambda proxy unchanged.
 * The origins come from `CORS_ORIGINS`, comma-separated or `*`, the response headers that pages may read from
 * `CORS_EXPOSED_HEADERS`. Without the first, no page of another origin may read anything.
 *
 * `Vary` goes out with every answer, since a cache must not hand the answer for one origin to another.
 *
 * @throws ConfigurationError
 */
export function corsHeaders(environment: Environment): CorsHeaders {
  const variables = new Variables(environment);
  const origins = variables.list("CORS_ORIGINS");
  const exposed = variables.list("CORS_EXPOSED_HEADERS");
  if (!origins) return () => ({});
  const readable = (origin: string) => ({
    "access-control-allow-origin": origin,
    ...(exposed && { "access-control-expose-headers": exposed.join(",") }),
  });
  if (origins.includes("*")) return () => readable("*");
  return (event) => {
    const origin = originOf(event);
    return { vary: "Origin", ...(origin !== undefined && origins.includes(origin) && readable(origin)) };
  };
}

/** Undefined where there is none, and where there are several: a browser sends one. */
function originOf({ headers, multiValueHeaders }: Parameters<CorsHeaders>[0]): string | undefined {
  const single = Object.entries(headers ?? {}).map(([name, value]) => [name, [value]] as const);
  const sent = [...single, ...Object.entries(multiValueHeaders ?? {})]
    .filter(([name]) => name.toLowerCase() === "origin")
    .flatMap(([, values]) => values ?? []);
  const [origin, ...others] = new Set(sent);
  return others.length === 0 ? origin : undefined;
}
