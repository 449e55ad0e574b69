import type { Apigatewayv2ApiCorsConfiguration } from "@cdktf/provider-aws/lib/apigatewayv2-api";

/** The origins whose pages may call the API from a browser, without cookies. */
export interface Cors {
  /**
   * Origins as browsers write them: `https://shop.example.com`, `http://localhost:5173`, and for web views in
   * mobile apps `capacitor://localhost`. Or `*` alone, for every page.
   */
  readonly origins: readonly string[];
  /** Request headers that a page may send. @default those of the locks, Content-Type and Idempotency-Key */
  readonly headers?: readonly string[];
  /** Response headers that a page may read. @default none */
  readonly exposes?: readonly string[];
  /** Seconds that a browser keeps the answer to a preflight, 0 to 86,400. @default 3600 */
  readonly maxAge?: number;
}

const REQUEST_HEADERS = [
  "Authorization",
  "Content-Type",
  "Idempotency-Key",
  "X-Amz-Content-Sha256",
  "X-Amz-Date",
  "X-Amz-Security-Token",
  "X-Api-Key",
];

/** Headers that every response has, for each origin alike. */
export function fixedHeaders(cors: Cors): Record<string, string> {
  return {
    ...(cors.exposes &&
      cors.exposes.length > 0 && { "Access-Control-Expose-Headers": cors.exposes.join(",") }),
    ...(!isForAll(cors) && { Vary: "Origin" }),
  };
}

/** The origin that all responses name; `undefined` where each names the origin of its caller. */
export function onlyOrigin({ origins }: Cors): string | undefined {
  return origins.length === 1 ? origins[0] : undefined;
}

/** Further headers of the response to a preflight, for each origin alike. */
export function preflightHeaders(cors: Cors, verbs: readonly string[]): Record<string, string> {
  const { headers = REQUEST_HEADERS } = cors;
  return {
    ...fixedHeaders(cors),
    "Access-Control-Allow-Methods": [...verbs, "OPTIONS"].join(","),
    ...(headers.length > 0 && { "Access-Control-Allow-Headers": headers.join(",") }),
    "Access-Control-Max-Age": String(cors.maxAge ?? 3600),
  };
}

/** CORS that an HTTP API serves itself: `cors_configuration`. */
export function servedCors(
  { origins, headers = REQUEST_HEADERS, exposes, maxAge }: Cors,
  verbs: readonly string[],
): Apigatewayv2ApiCorsConfiguration {
  return {
    allowOrigins: [...origins],
    allowMethods: [...verbs, "OPTIONS"],
    ...(headers.length > 0 && { allowHeaders: [...headers] }),
    ...(exposes && exposes.length > 0 && { exposeHeaders: [...exposes] }),
    maxAge: maxAge ?? 3600,
  };
}

/** The variables of a function's environment that functions/handler/cors.ts reads. */
export function corsEnvironment(cors: Cors | undefined): Record<string, string> {
  if (!cors) return {};
  return {
    CORS_ORIGINS: cors.origins.join(","),
    ...(cors.exposes && cors.exposes.length > 0 && { CORS_EXPOSED_HEADERS: cors.exposes.join(",") }),
  };
}

/** Header values as API Gateway's parameter mappings take them: names with a prefix, literals in quotes. */
export function mapped(prefix: string, headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [`${prefix}.${name}`, `'${value}'`]),
  );
}

/** The headers that a method response may have. Terraform expects booleans, which the provider's type does not have. */
export function declaredHeaders(names: readonly string[]): { [name: string]: never } {
  return Object.fromEntries(names.map((name) => [name, true])) as never;
}

function isForAll({ origins }: Cors): boolean {
  return origins[0] === "*";
}
