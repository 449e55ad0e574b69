import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { HttpRequest } from "../../../gateway/http/message";
import { canonicalRequest, signature, stringToSign } from "../../../gateway/sigv4/canonical";
import { parseSignature } from "../../../gateway/sigv4/parse";

const base: HttpRequest = {
  verb: "GET",
  path: "/",
  query: "",
  headers: [["Host", "example.amazonaws.com"]],
  body: Buffer.alloc(0),
  sourceIp: "127.0.0.1",
};
const EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

const line = (request: Partial<HttpRequest>, number: number) =>
  canonicalRequest({ ...base, ...request }, { signedHeaders: ["host"] })?.split("\n")[number];

test("a path that was encoded once is encoded twice", () => {
  expect(line({ path: "/dev/a%20b" }, 1)).toBe("/dev/a%2520b");
});

test("dot segments and empty segments are resolved, and a last slash stays", () => {
  expect(line({ path: "/a//b/./c/../d/" }, 1)).toBe("/a/b/d/");
  expect(line({ path: "/.." }, 1)).toBe("/");
});

test("query parameters are sorted by name and then by value", () => {
  expect(line({ query: "b=2&a=2&a=1&c" }, 2)).toBe("a=1&a=2&b=2&c=");
});

test("a query with a broken percent sequence has no canonical form", () => {
  expect(canonicalRequest({ ...base, query: "a=%zz" }, { signedHeaders: ["host"] })).toBeUndefined();
});

test("a signed header that did not come has no canonical form", () => {
  expect(canonicalRequest(base, { signedHeaders: ["host", "x-amz-date"] })).toBeUndefined();
});

test("values of a header are joined in order, spaces within them collapsed", () => {
  const headers = [...base.headers, ["A", " x  y "] as const, ["a", "z"] as const];
  expect(canonicalRequest({ ...base, headers }, { signedHeaders: ["a", "host"] })).toBe(
    `GET\n/\n\na:x y,z\nhost:example.amazonaws.com\n\na;host\n${EMPTY}`,
  );
});

/** AWS's own suite, outside of this repository: 38 requests with every step of their signatures. */
const suite = join(__dirname, "../../../../shared/vectors/aws-sigv4.json");

if (existsSync(suite)) {
  const { cases } = JSON.parse(readFileSync(suite, "utf8")) as { cases: Record<string, Vector> };
  describe.each(Object.entries(cases))("AWS's vector %s", (_name, vector) => {
    const context = vector["context.json"];
    test.each(["header", "query"] as const)("signed in the %s", (form) => {
      const request = readRequest(vector[`${form}-signed-request.txt`]);
      const presented = parseSignature(request);
      if ("problem" in presented) throw new Error(presented.message);
      const omit = context.omit_session_token ? ["X-Amz-Security-Token"] : [];
      const canonical = canonicalRequest(request, {
        signedHeaders: presented.signedHeaders,
        normalizePath: context.normalize,
        ...(form === "query" && { omitParameters: ["X-Amz-Signature", ...omit] }),
      });
      expect(canonical).toBe(vector[`${form}-canonical-request.txt`]);
      const scope = presented.scope.join("/");
      const text = stringToSign(canonical ?? "", presented.time, scope);
      expect(text).toBe(vector[`${form}-string-to-sign.txt`]);
      expect(signature(context.credentials.secret_access_key, scope, text)).toBe(
        vector[`${form}-signature.txt`],
      );
      expect(presented.signature).toBe(vector[`${form}-signature.txt`]);
    });
  });
} else {
  test.skip("AWS's vectors: the file shared/vectors/aws-sigv4.json is not beside this repository", () => {});
}

type Step = "canonical-request.txt" | "signed-request.txt" | "string-to-sign.txt" | "signature.txt";

type Vector = Readonly<Record<`${"header" | "query"}-${Step}`, string>> & {
  readonly "context.json": {
    readonly credentials: { readonly secret_access_key: string };
    readonly normalize: boolean;
    readonly omit_session_token?: boolean;
  };
};

function readRequest(text: string): HttpRequest {
  const end = text.indexOf("\n\n");
  const [first = "", ...lines] = text.slice(0, end).split("\n");
  const headers: [string, string][] = [];
  for (const entry of lines) {
    const last = headers.at(-1);
    if (/^\s/.test(entry) && last) last[1] += `\n${entry}`;
    else headers.push([entry.slice(0, entry.indexOf(":")), entry.slice(entry.indexOf(":") + 1)]);
  }
  const verb = first.slice(0, first.indexOf(" "));
  const target = first.slice(verb.length + 1, first.lastIndexOf(" "));
  const mark = target.indexOf("?");
  return {
    ...base,
    verb,
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? "" : target.slice(mark + 1),
    headers,
    body: Buffer.from(text.slice(end + 2).replace(/^\n$/, "")),
  };
}
