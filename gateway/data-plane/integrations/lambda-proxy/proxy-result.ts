import type { Header, HttpResponse } from "../../../http/message";
import { isHeader, sentHeaders } from "../../gateway-response/response-headers";
import { isBinary } from "../../media-type";

const KEYS = new Set(["statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded"]);
/** Lambda's limit for a reply, in bytes. */
const LIMIT = 6 * 1_048_576;

export interface ResultOptions {
  readonly binaryMediaTypes: readonly string[];
  /** The client's Accept header. */
  readonly accept: string | undefined;
}

/** The response in a function's reply; `undefined` for a reply that API Gateway refuses with 502. */
export function proxyResponse(
  reply: unknown,
  { accept, binaryMediaTypes }: ResultOptions,
): HttpResponse | undefined {
  if (typeof reply !== "object" || reply === null || Array.isArray(reply)) return undefined;
  if (Object.keys(reply).some((key) => !KEYS.has(key))) return undefined;
  const { body, headers, isBase64Encoded, multiValueHeaders, statusCode } = reply as Record<string, unknown>;
  const status = statusOf(statusCode);
  const pairs = headerPairs(headers, multiValueHeaders);
  if (status === undefined || pairs === undefined) return undefined;
  if (typeof (isBase64Encoded ?? false) !== "boolean") return undefined;
  if (body !== undefined && body !== null && typeof body !== "string") return undefined;
  const text = body ?? "";
  if (Buffer.byteLength(text) > LIMIT) return undefined;
  return {
    status,
    headers: pairs.some(([name]) => name.toLowerCase() === "content-type")
      ? pairs
      : [["Content-Type", "application/json"], ...pairs],
    body: isBase64Encoded === true && isBinary(accept, binaryMediaTypes) ? Buffer.from(text, "base64") : text,
  };
}

/** The default is 200. null, which NaN and Infinity are in JSON, is not a status. */
function statusOf(statusCode: unknown): number | undefined {
  if (statusCode === undefined) return 200;
  const status =
    typeof statusCode === "string" && /^\d{3}$/.test(statusCode) ? Number(statusCode) : statusCode;
  return typeof status === "number" && Number.isInteger(status) && status >= 200 && status <= 599
    ? status
    : undefined;
}

/** Of a name in both maps, the multiple values come first, and their case is used. */
function headerPairs(single: unknown, multiple: unknown): Header[] | undefined {
  if (![single, multiple].every(isMap)) return undefined;
  const pairs: Header[] = [];
  for (const [name, values] of Object.entries(multiple ?? {})) {
    if (!Array.isArray(values)) return undefined;
    for (const value of values) pairs.push([name, value]);
  }
  const casing = new Map(pairs.map(([name]) => [name.toLowerCase(), name]));
  for (const [name, value] of Object.entries(single ?? {}))
    pairs.push([casing.get(name.toLowerCase()) ?? name, value]);
  if (!pairs.every(([, value]) => ["string", "boolean", "number"].includes(typeof value))) return undefined;
  const texts = pairs.map(([name, value]): Header => [name, String(value)]);
  return texts.every(isHeader) ? sentHeaders(texts) : undefined;
}

function isMap(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === "object" && !Array.isArray(value));
}
