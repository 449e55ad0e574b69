import { mock, openapi, read, schemes } from "./openapi-body";

test("swagger 2.0 with a base path that is prepended or split only when asked for", () => {
  const body = {
    swagger: "2.0",
    basePath: "/v2",
    paths: { "/a": { get: { security: [{ s: [] }], ...mock } } },
    securityDefinitions: { s: schemes.sigv4 },
  };
  const path = (values: object) => read(body, {}, values).apis[0]?.methods[0];
  expect(path({})).toMatchObject({ path: "/a", authorization: "AWS_IAM" });
  expect(path({ parameters: { basepath: "prepend" } })?.path).toBe("/v2/a");
  expect(path(split)?.path).toBe("/a");
  expect(read({ ...body, basePath: "/a/b/c" }, {}, split).apis[0]?.methods[0]?.path).toBe("/b/c/a");
});

const split = { parameters: { basepath: "split" } };
const prepend = { parameters: { basepath: "prepend" } };
const basePath = (value?: string) => ({ basePath: value === undefined ? {} : { default: value } });

/** Servers of OpenAPI 3, with the path of `/a` below them where it is prepended, and where it is split. */
const served: readonly [
  what: string,
  servers: unknown,
  prepended: string | undefined,
  cut: string | undefined,
][] = [
  ["no servers", undefined, "/a", "/a"],
  ["no path", [{ url: "https://x" }], "/a", "/a"],
  ["a path in the URL", [{ url: "https://x/v1/shop?x=/y" }], "/v1/shop/a", "/shop/a"],
  ["a URL without a host", [{ url: "/v1/shop" }], "/v1/shop/a", "/shop/a"],
  [
    "a variable basePath",
    [{ url: "https://x/{basePath}", variables: basePath("/v1/shop") }],
    "/v1/shop/a",
    "/shop/a",
  ],
  [
    "a variable basePath that no URL names",
    [{ url: "https://x/b", variables: basePath("v2") }],
    "/v2/a",
    "/a",
  ],
  [
    "two variables basePath",
    [
      { url: "https://x", variables: basePath("v1") },
      { url: "https://y", variables: basePath("v2") },
    ],
    "/v1/a",
    "/a",
  ],
  ["another variable", [{ url: "https://x/{v}", variables: { v: { default: "v3" } } }], "/v3/a", "/a"],
  ["a variable without a default", [{ url: "https://x/{v}" }], undefined, undefined],
  [
    "a variable basePath without a default",
    [{ url: "https://x/b", variables: basePath() }],
    undefined,
    undefined,
  ],
  ["servers of several paths", [{ url: "https://x/a" }, { url: "https://y/b" }], undefined, undefined],
];

test.each(served)("OpenAPI 3 with %s: the base path", (_, servers, prepended, cut) => {
  const body = { ...openapi({ "/a": { get: mock } }), ...(servers !== undefined && { servers }) };
  const path = (values: object) => read(body, {}, values).apis[0]?.methods[0]?.path;
  expect(path({})).toBe("/a");
  expect([path(prepend), path(split)]).toEqual([prepended, cut]);
  if (prepended !== undefined) return;
  expect(read(body, {}, split).apis[0]?.unknown).toContain('parameters.basepath is "split"');
  expect(() => read(body, { strict: true }, split)).toThrow(
    expect.objectContaining({ code: "ARGUMENT_UNSUPPORTED" }),
  );
});
