/**
 * Requests that a caller may make whose path is not plain: what is sent, and what the function or the backend must
 * get, to the letter. `proxy` is the value of the path's parameter.
 */
export interface ServedPath {
  readonly path: string;
  /** `event.path`; default as sent. */
  readonly seen?: string;
  /** Default what follows the second slash. */
  readonly proxy?: string;
}

const kept = (...paths: readonly string[]): ServedPath[] => paths.map((path) => ({ path }));

export const served: readonly ServedPath[] = [
  ...kept(
    "/all/a",
    "/all/a/b/c.txt",
    "/all/a%20b",
    "/all/a%2Bb",
    "/all/a%2bb",
    "/all/a+b",
    "/all/a@b.example",
    "/all/a%40b.example",
    "/all/urn:isbn:1",
    "/all/urn%3Aisbn%3A1",
    "/all/2026-11-25T21:00:00.000Z",
    "/all/a,b",
    "/all/a=b",
    "/all/a&b",
    "/all/a!b",
    "/all/a'b",
    "/all/a(b)",
    "/all/a*b",
    "/all/a$b",
    "/all/~alice/x",
    "/all/%7Ealice",
    "/all/a_b-c.d",
    "/all/.well-known/x",
    "/all/.git",
    "/all/...",
    "/all/a..b",
    "/all/..a",
    "/all/a..",
    "/all/p//q",
    "/all/p///q",
    "/all/p/./q",
    "/all/%C3%A4%C3%B6",
    "/all/%e2%82%ac",
    "/all/%F0%9F%90%B6",
    "/all/100%25",
    "/all/a%2Fb",
    "/all/a%252Fb",
    "/all/a;v=1",
    "/all/a;v=1/b;w=2",
    "/all/what%3F",
    "/all/c%23",
    "/all/a%5Cb",
    "/all/%ff",
    "/all/a|b",
    "/all/secrets",
    "/all/a/secret/b",
    "/all/Secret/a",
    "/all/%73ecrets",
  ),
  { path: "/all/p/", proxy: "p" },
  { path: "/all/p/q/", proxy: "p/q" },
  { path: "/all/p//", proxy: "p" },
  { path: "//all/p", seen: "/all/p", proxy: "p" },
  { path: "///all/p//q/", seen: "/all/p//q/", proxy: "p//q" },
];
