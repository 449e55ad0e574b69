import { DeclarationError } from "../errors";

/** Which pages of other origins may call the API from a browser. */
export interface Cors {
  /** `https://shop.example.com`. The word `*` lets every page call, without cookies. */
  readonly origin: string;
  /** Request headers that a page may send. @default those of the locks, Content-Type and Idempotency-Key */
  readonly headers?: readonly string[];
  /** Response headers that a page may read. @default none */
  readonly exposes?: readonly string[];
  /** Seconds that a browser keeps the answer, 0 to 86,400. @default 3600 */
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

/** @throws DeclarationError `CORS_ORIGIN_INVALID`, `CORS_HEADER_INVALID`, `CORS_MAX_AGE_INVALID` */
export function checkCors(cors: Cors): void {
  if (!/^(\*|https:\/\/[a-z0-9.-]+(:\d+)?|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?)$/.test(cors.origin)) {
    throw new DeclarationError(
      "CORS_ORIGIN_INVALID",
      `The CORS origin is "${cors.origin}"; expected a scheme and host such as https://shop.example.com, or *.`,
    );
  }
  const wrong = [...(cors.headers ?? []), ...(cors.exposes ?? [])].find(
    (name) => !/^[A-Za-z0-9-]+$/.test(name),
  );
  if (wrong !== undefined) {
    throw new DeclarationError(
      "CORS_HEADER_INVALID",
      `CORS names the header "${wrong}", which is no header's name.`,
    );
  }
  const maxAge = cors.maxAge ?? 3600;
  if (!Number.isInteger(maxAge) || maxAge < 0 || maxAge > 86_400) {
    throw new DeclarationError(
      "CORS_MAX_AGE_INVALID",
      `The CORS maxAge is ${maxAge}; expected 0 to 86400 seconds.`,
    );
  }
}

/** What every answer carries so that the page may read it, as plain header values. */
export function answerHeaders(cors: Cors): Record<string, string> {
  return {
    "Access-Control-Allow-Origin": cors.origin,
    ...(cors.exposes &&
      cors.exposes.length > 0 && { "Access-Control-Expose-Headers": cors.exposes.join(",") }),
    ...(cors.origin !== "*" && { Vary: "Origin" }),
  };
}

/** What the answer to a preflight carries besides. */
export function preflightHeaders(cors: Cors, verbs: readonly string[]): Record<string, string> {
  return {
    ...answerHeaders(cors),
    "Access-Control-Allow-Methods": [...verbs, "OPTIONS"].join(","),
    "Access-Control-Allow-Headers": (cors.headers ?? REQUEST_HEADERS).join(","),
    "Access-Control-Max-Age": String(cors.maxAge ?? 3600),
  };
}

/** Header values as API Gateway's parameter mappings take them: names with a prefix, literals in quotes. */
export function mapped(prefix: string, headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [`${prefix}.${name}`, `'${value}'`]),
  );
}
