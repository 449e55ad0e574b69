import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import type { Header, HttpRequest } from "../../../gateway/http/message";
import { parseSignature } from "../../../gateway/sigv4/parse";
import { verifySignature } from "../../../gateway/sigv4/verify";

/**
 * Requests as AWS's Signature Version 4 test suite has them, signed by AWS's own library, in the header and in the
 * query. Each is verified as it was signed, and refused with any part of it changed.
 */

interface Signed {
  readonly method?: string;
  /** As the client sends it, encoded once. */
  readonly path?: string;
  /** Decoded. */
  readonly query?: Readonly<Record<string, string | string[]>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly sessionToken?: string;
}

const UNRESERVED = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const FORM = { "content-type": "application/x-www-form-urlencoded" };

const REQUESTS: Readonly<Record<string, Signed>> = {
  "get-vanilla": {},
  "get-vanilla-with-session-token": {
    sessionToken: "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267",
  },
  "get-header-key-order": { headers: { "my-header2": "value2", "my-header1": "value1" } },
  "get-header-value-order": { headers: { "my-header1": "value4,value1,value3,value2" } },
  "get-header-value-trim": { headers: { "my-header1": " value1", "my-header2": ' "a   b   c"' } },
  "get-relative": { path: "/example/.." },
  "get-relative-relative": { path: "/example1/example2/../.." },
  "get-slash": { path: "//" },
  "get-slash-dot-slash": { path: "/./" },
  "get-slash-pointless-dot": { path: "/./example" },
  "get-slashes": { path: "//example//" },
  "get-space": { path: "/example%20space/" },
  "get-percent": { path: "/a%2Fb/%25/100%2525" },
  "get-unreserved": { path: `/${UNRESERVED}` },
  "get-utf8": { path: "/%E1%88%B4" },
  "get-vanilla-empty-query-key": { query: { Param1: "value1" } },
  "get-vanilla-query-order-encoded": { query: { "Param-3": "Value3", Param: "Value2", ሴ: "Value1" } },
  "get-vanilla-query-order-key": { query: { Param2: "value2", Param1: "value1" } },
  "get-vanilla-query-order-key-case": { query: { b: "1", B: "2", a: "3", A: "4" } },
  "get-vanilla-query-order-value": { query: { Param1: ["value2", "Value1", "value1", ""] } },
  "get-vanilla-query-unreserved": { query: { [UNRESERVED]: UNRESERVED } },
  "get-vanilla-utf8-query": { query: { ሴ: "bar" } },
  "post-vanilla": { method: "POST" },
  "post-header-value-case": { method: "POST", headers: { "my-header1": "VALUE1" } },
  "post-vanilla-empty-query-value": { method: "POST", query: { Param1: "" } },
  "post-vanilla-query": { method: "POST", query: { Param1: "value1" } },
  "post-vanilla-query-nonunreserved": { method: "POST", query: { "@#$%^": "", "+": '/,?><`";:\\|][{}' } },
  "post-vanilla-query-space": { method: "POST", query: { "p q": "a b", r: "!'()*" } },
  "post-x-www-form-urlencoded": { method: "POST", headers: FORM, body: "Param1=value1" },
  "post-json": {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"name":"Réx\\u0000"}',
  },
};

const KEY = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const NOW = new Date("2015-08-30T12:36:00Z");
const PLACE = { region: "us-east-1", service: "service" };

class Sha256 {
  private readonly hash: Hash | Hmac;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash("sha256") : createHmac("sha256", secret as Uint8Array);
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(data as Uint8Array);
  }
  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }
  reset(): void {}
}

async function signedBy(form: "header" | "query", signed: Signed): Promise<HttpRequest> {
  const { body = "", headers = {}, method = "GET", path = "/", query = {}, sessionToken } = signed;
  const credentials = { ...KEY, ...(sessionToken !== undefined && { sessionToken }) };
  const signer = new SignatureV4({ ...PLACE, credentials, sha256: Sha256, applyChecksum: false });
  const hostname = "example.amazonaws.com";
  const request = {
    protocol: "https:",
    hostname,
    method,
    path,
    body,
    query: { ...query },
    headers: { host: hostname, ...headers },
  };
  const result =
    form === "header"
      ? await signer.sign(request, { signingDate: NOW })
      : await signer.presign(request, { signingDate: NOW, expiresIn: 60 });
  return {
    verb: result.method,
    path: result.path,
    query: queryString(result.query ?? {}),
    headers: Object.entries(result.headers),
    body: Buffer.from(body),
    sourceIp: "127.0.0.1",
  };
}

const queryString = (query: Readonly<Record<string, string | readonly string[] | null>>): string =>
  Object.entries(query)
    .flatMap(([name, values]) => [values ?? ""].flat().map((value) => `${encode(name)}=${encode(value)}`))
    .join("&");
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

function verify(request: HttpRequest, token: string | undefined): string {
  const find = (id: string, session: string | undefined) =>
    id === KEY.accessKeyId && session === token
      ? { ...KEY, expires: new Date("2015-08-31T00:00:00Z") }
      : undefined;
  const result = verifySignature(request, { ...PLACE, now: NOW, find });
  return "problem" in result ? result.problem : "verified";
}

/** The request with one part changed, or added to. */
function* changed(request: HttpRequest): Generator<readonly [part: string, HttpRequest]> {
  yield ["verb", { ...request, verb: request.verb === "GET" ? "PUT" : "GET" }];
  yield ["path", { ...request, path: `${request.path}x` }];
  yield ["query", { ...request, query: `${request.query}${request.query && "&"}x=y` }];
  yield ["body", { ...request, body: Buffer.concat([request.body, Buffer.from(" ")]) }];
  const signed = parseSignature(request);
  for (const name of "problem" in signed ? [] : signed.signedHeaders) {
    const change = ([key, value]: Header): Header => [key, key.toLowerCase() === name ? `${value}0` : value];
    yield [`header ${name}`, { ...request, headers: request.headers.map(change) }];
    yield [
      `no header ${name}`,
      { ...request, headers: request.headers.filter(([key]) => key.toLowerCase() !== name) },
    ];
  }
}

test("the library signs the suite's first request as the suite says", async () => {
  const { headers } = await signedBy("header", {});
  expect(Object.fromEntries(headers).authorization).toMatch(
    /Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31$/,
  );
});

describe.each(Object.entries(REQUESTS))("%s", (_, signed) => {
  test.each(["header", "query"] as const)("signed in the %s", async (form) => {
    const request = await signedBy(form, signed);
    expect(verify(request, signed.sessionToken)).toBe("verified");
    const accepted = [...changed(request)].filter(
      ([, other]) => verify(other, signed.sessionToken) === "verified",
    );
    expect(accepted.map(([part]) => part)).toEqual([]);
  });
});
