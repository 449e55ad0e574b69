import { createHmac, hash } from "node:crypto";
import { withoutDotSegments } from "../../terraform/access/decide";
import { type HttpRequest, headerValues, withoutWhiteSpace } from "../http/message";
import { keep } from "../keep";

/**
 * Signature Version 4's canonical form of a request, and the signature over it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */

export interface CanonicalOptions {
  /** Lower case, in the order of the signature's own list. */
  readonly signedHeaders: readonly string[];
  /** Query parameters that are not part of what is signed. */
  readonly omitParameters?: readonly string[];
  /**
   * Remove `.`, `..` and empty segments from the path, as every service but S3 does.
   *
   * @default true
   */
  readonly normalizePath?: boolean;
}

/** `undefined` when the request has no canonical form: a broken percent sequence, a signed header that is absent. */
export function canonicalRequest(request: HttpRequest, options: CanonicalOptions): string | undefined {
  const query = canonicalQuery(request.query, options.omitParameters ?? []);
  const headers = canonicalHeaders(request, options.signedHeaders);
  if (query === undefined || headers === undefined) return undefined;
  return [
    request.verb,
    canonicalPath(request.path, options.normalizePath ?? true),
    query,
    headers,
    options.signedHeaders.join(";"),
    sha256(request.body),
  ].join("\n");
}

/** `scope` is `20150830/us-east-1/execute-api/aws4_request`, `time` is `20150830T123600Z`. */
export function stringToSign(canonical: string, time: string, scope: string): string {
  return ["AWS4-HMAC-SHA256", time, scope, sha256(canonical)].join("\n");
}

/** The signature as lower-case hex. */
export function signature(secret: string, scope: string, text: string): string {
  return createHmac("sha256", signingKey(secret, scope)).update(text).digest("hex");
}

/** Keys that are kept: each is of one secret and one day. */
const KEPT = 1_000;
const signingKeys = new Map<string, Buffer>();

/** The key of a scope, which is four HMACs away from the secret and the same for a day. */
function signingKey(secret: string, scope: string): Buffer {
  const name = `${scope} ${secret}`;
  const known = signingKeys.get(name);
  if (known !== undefined) return known;
  const key = scope
    .split("/")
    .reduce<Buffer>((parent, part) => hmac(parent, part), Buffer.from(`AWS4${secret}`));
  keep(signingKeys, name, key, KEPT);
  return key;
}

/** The path is encoded as it was sent, so an encoded character is encoded twice. */
function canonicalPath(path: string, normalize: boolean): string {
  return encode(normalize ? withoutDotSegments(path) : path).replaceAll("%2F", "/") || "/";
}

function canonicalQuery(query: string, omit: readonly string[]): string | undefined {
  const pairs: (readonly [string, string])[] = [];
  for (const part of query.split("&")) {
    if (part === "") continue;
    const mark = part.indexOf("=");
    const name = decode(mark < 0 ? part : part.slice(0, mark));
    const value = decode(mark < 0 ? "" : part.slice(mark + 1));
    if (name === undefined || value === undefined) return undefined;
    if (!omit.includes(name)) pairs.push([encode(name), encode(value)]);
  }
  pairs.sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)));
  return pairs.map(([name, value]) => `${name}=${value}`).join("&");
}

function canonicalHeaders(request: HttpRequest, names: readonly string[]): string | undefined {
  let text = "";
  for (const name of names) {
    const values = headerValues(request, name);
    if (values.length === 0) return undefined;
    text += `${name}:${values.map((value) => withoutWhiteSpace(value).replace(/[ \t\n]+/g, " ")).join(",")}\n`;
  }
  return text;
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Most requests have no body. */
const OF_NOTHING = hash("sha256", "", "hex");

function sha256(data: string | Buffer): string {
  return data.length === 0 ? OF_NOTHING : hash("sha256", data, "hex");
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
