/** Requests and responses as plain data. */

export interface HttpRequest {
  /** `GET`, as sent. */
  readonly verb: string;
  /** As sent, nothing decoded, without the query: `/dev/pets/7`. */
  readonly path: string;
  /** As sent, without the question mark; empty when there is none. */
  readonly query: string;
  /** In the order and the case in which they were sent. */
  readonly headers: readonly Header[];
  readonly body: Buffer;
  /** Address of the TCP peer. */
  readonly sourceIp: string;
  /** Why its body cannot be read, where its head already says so. Absent where it may be read. */
  readonly bodyError?: Error;
  /** How it came. @default http */
  readonly scheme?: "http" | "https";
}

export type Header = readonly [name: string, value: string];

export interface HttpResponse {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string | Uint8Array;
}

/** The headers of one of Node's messages, whose `rawHeaders` have names and values in turn. */
export function headerPairs(raw: readonly string[]): Header[] {
  const pairs: Header[] = [];
  for (let i = 0; i < raw.length; i += 2) pairs.push([raw[i] ?? "", raw[i + 1] ?? ""]);
  return pairs;
}

/** All values of a header in the order sent; a header name has no case. */
export function headerValues({ headers }: Pick<HttpRequest, "headers">, name: string): readonly string[] {
  let index = indexes.get(headers);
  if (index === undefined) {
    index = valuesByName(headers);
    indexes.set(headers, index);
  }
  return index.get(name.toLowerCase()) ?? NONE;
}

/** A request's headers are asked for many times, so their index is built once. */
const indexes = new WeakMap<readonly Header[], ReadonlyMap<string, readonly string[]>>();
const NONE: readonly string[] = [];

function valuesByName(headers: readonly Header[]): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const known = index.get(key);
    if (known) known.push(value);
    else index.set(key, [value]);
  }
  return index;
}

/**
 * A header's value without the white space around it, which in HTTP is spaces and tabs (RFC 9110, 5.6.3). `trim()`
 * would remove more, such as a no-break space, and so make two different values equal.
 */
export function withoutWhiteSpace(value: string): string {
  let [start, end] = [0, value.length];
  while (start < end && isWhiteSpace(value[start])) start++;
  while (end > start && isWhiteSpace(value[end - 1])) end--;
  return value.slice(start, end);
}

function isWhiteSpace(char: string | undefined): boolean {
  return char === " " || char === "\t";
}

/**
 * The value of a header that must not be sent twice: of two Authorization headers, readers may take either.
 *
 * @returns the value, `undefined` where it is absent or empty, or `"repeated"`.
 */
export function singleHeader(
  request: Pick<HttpRequest, "headers">,
  name: string,
): { readonly value: string } | "repeated" | undefined {
  const values = headerValues(request, name);
  if (values.length > 1) return "repeated";
  const value = values[0] === undefined ? undefined : withoutWhiteSpace(values[0]);
  return value ? { value } : undefined;
}
