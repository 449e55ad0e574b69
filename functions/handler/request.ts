import type { BaseIssue, GenericSchema, InferOutput } from "valibot";
import { getDotPath, safeParse } from "valibot";
import type { Caller } from "./caller";
import type { RequestEvent } from "./event";
import { RequestError } from "./reply";

/** A request, as endpoints get it. */
export interface EndpointRequest {
  readonly caller: Caller;
  readonly event: RequestEvent;
}

/** Bytes. API Gateway takes 10 MB; nothing here needs more than a few lines. */
const MAX_BODY_BYTES = 16_384;
const MAX_FIELD_LENGTH = 64;
const JSON_TYPE = /^application\/json(?:[ \t]*;[ \t]*charset=(?:"utf-8"|utf-8))?$/i;

/**
 * The body, read as JSON and checked.
 *
 * @throws RequestError 413, 415 or 400, the last naming the first field that is wrong
 */
export function readBody<S extends GenericSchema>(event: RequestEvent, schema: S): InferOutput<S> {
  const type = header(event, "content-type") ?? "";
  if (!JSON_TYPE.test(type)) throw new RequestError(415, "Expected content-type application/json");
  const bytes = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  if (bytes.length > MAX_BODY_BYTES) throw new RequestError(413, `Expected at most ${MAX_BODY_BYTES} bytes`);
  return check(parse(bytes), schema);
}

/**
 * Schemas are strict objects whose fields have their own messages: valibot's messages repeat the client's input.
 *
 * @throws RequestError 400 naming the first field that is wrong
 */
function check<S extends GenericSchema>(value: unknown, schema: S): InferOutput<S> {
  const result = safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const field = getDotPath(issue)?.slice(0, MAX_FIELD_LENGTH);
  if (field === undefined) throw new RequestError(400, "Expected a JSON object");
  throw new RequestError(400, `${field}: ${problemWith(issue)}`, field);
}

function problemWith(issue: BaseIssue<unknown>): string {
  if (issue.type !== "strict_object") return issue.message;
  return issue.expected === "never" ? "is not a field of this request" : "is missing";
}

/**
 * A header's value, its name in any case.
 *
 * @throws RequestError 400 if it was sent more than once
 */
export function header(event: RequestEvent, name: string): string | undefined {
  const values = Object.entries(event.headers ?? {}).filter(([sent]) => sent.toLowerCase() === name);
  const several = Object.entries(event.multiValueHeaders ?? {})
    .filter(([sent]) => sent.toLowerCase() === name)
    .flatMap(([, all]) => all ?? []);
  if (values.length > 1 || several.length > 1) throw new RequestError(400, `${name}: expected once`, name);
  return values[0]?.[1] ?? several[0];
}

function parse(bytes: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    // For valibot an array is an object too.
    if (!Array.isArray(value)) return value;
  } catch {
    // The parser's message would repeat the input.
  }
  throw new RequestError(400, "Expected a JSON object");
}
