import type { PayloadVersion } from "../../../terraform/model";
import { isHeader, sentHeaders } from "../../data-plane/gateway-response/response-headers";
import type { Header, HttpResponse } from "../../http/message";

type Fields = Readonly<Record<string, unknown>>;

/**
 * The response in a function's reply; `undefined` for a reply that API Gateway refuses with 500. A reply in the format
 * 2.0 without a status is the body, as JSON.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export const functionAnswers: Readonly<Record<PayloadVersion, (reply: unknown) => HttpResponse | undefined>> =
  {
    "1.0": (reply) => {
      if (!isObject(reply)) return undefined;
      const multiple = listed(reply.multiValueHeaders);
      return multiple && structured(reply, multiple);
    },
    "2.0": (reply) => {
      if (!isObject(reply) || reply.statusCode === undefined) return inferred(reply);
      const cookies = cookiesIn(reply.cookies);
      return cookies && structured(reply, cookies);
    },
  };

function inferred(reply: unknown): HttpResponse {
  return {
    status: 200,
    headers: [["content-type", "application/json"]],
    body: typeof reply === "string" ? reply : (JSON.stringify(reply) ?? ""),
  };
}

/** @param first headers that come before those of `headers` */
function structured(reply: Fields, first: readonly Header[]): HttpResponse | undefined {
  const { body = "", headers = {}, isBase64Encoded = false, statusCode } = reply;
  const status = statusOf(statusCode);
  if (status === undefined || typeof isBase64Encoded !== "boolean") return undefined;
  if (body !== null && typeof body !== "string") return undefined;
  if (headers !== null && !isObject(headers)) return undefined;
  const own = pairs(headers ?? {});
  const all = own && [...first, ...own];
  if (!all?.every(isHeader)) return undefined;
  const sent = sentHeaders(all);
  const isTyped = sent.some(([name]) => name.toLowerCase() === "content-type");
  return {
    status,
    headers: isTyped ? sent : [["content-type", "text/plain;charset=UTF-8"], ...sent],
    body: isBase64Encoded ? Buffer.from(body ?? "", "base64") : (body ?? ""),
  };
}

function statusOf(value: unknown): number | undefined {
  const status = typeof value === "string" && /^\d{3}$/.test(value) ? Number(value) : value;
  return typeof status === "number" && Number.isInteger(status) && status >= 200 && status <= 599
    ? status
    : undefined;
}

function pairs(headers: Fields): Header[] | undefined {
  const found = Object.entries(headers);
  if (!found.every(([, value]) => ["string", "boolean", "number"].includes(typeof value))) return undefined;
  return found.map(([name, value]) => [name, String(value)]);
}

function listed(multiple: unknown): readonly Header[] | undefined {
  if (multiple === undefined || multiple === null) return [];
  if (!isObject(multiple)) return undefined;
  const headers: Header[] = [];
  for (const [name, values] of Object.entries(multiple)) {
    if (!Array.isArray(values)) return undefined;
    for (const value of values) headers.push([name, String(value)]);
  }
  return headers;
}

/** One `set-cookie` for each. */
function cookiesIn(cookies: unknown): readonly Header[] | undefined {
  if (cookies === undefined || cookies === null) return [];
  if (!Array.isArray(cookies) || !cookies.every((one) => typeof one === "string")) return undefined;
  return cookies.map((cookie: string) => ["set-cookie", cookie]);
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
