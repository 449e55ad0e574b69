/**
 * Requests whose path, verb or headers have several readings. Each is made from a request that must be refused, so
 * whatever else a reader could take it for, one reading of it is refused. Nothing here asks the code under test.
 */
export interface Attack {
  readonly name: string;
  readonly verb: string;
  /** What follows the stage. */
  readonly path: string;
  /** Where the stage itself is part of the confusion: the whole target. */
  readonly target?: string;
  readonly as: "signed" | "token" | "anonymous";
  readonly headers?: readonly (readonly [string, string])[];
}

/**
 * A part of the API with a Deny on its `secret/`, or with an Allow on its `public/` alone; `anonymous` ones are
 * guarded by the API's resource policy.
 */
interface Area {
  readonly prefix: string;
  readonly as: Attack["as"];
  readonly verbs: readonly string[];
  /** Whether everything but `secret/` is open; otherwise only `public/` is. */
  readonly denies: boolean;
}

const AREAS: readonly Area[] = [
  { prefix: "/all", as: "signed", verbs: ["GET", "POST"], denies: true },
  { prefix: "/files", as: "signed", verbs: ["GET", "POST"], denies: false },
  { prefix: "/guarded", as: "token", verbs: ["GET", "POST"], denies: true },
  { prefix: "/member", as: "token", verbs: ["GET"], denies: false },
  { prefix: "/open", as: "anonymous", verbs: ["GET", "POST"], denies: true },
  { prefix: "/web", as: "anonymous", verbs: ["GET"], denies: true },
];

const TARGETS = ["secret/a", "secret/a/b.txt", "secret"];

/** What some server takes for a slash, or for one with nothing behind it. */
const SLASHES = [
  "//",
  "///",
  "/./",
  "/././",
  "/.//",
  "/%2e/",
  "/%2E/",
  "/%252e/",
  "/;/",
  "/;x=1/",
  "/.;/",
  "/.;x/",
  "/.%3b/",
  "%2f",
  "%2F",
  "/%2f",
  "%2f/",
  "%252f",
  "\\",
  "/\\",
  "%5c",
  "%5C",
  "%255c",
  "/%09/",
  "%c0%af",
  "%e0%80%af",
];

/** What some server cuts off a segment, or ends the path at. */
export const ENDINGS = [
  ";",
  ";x",
  ";x=1;y=2",
  "%3b",
  "%3Bx",
  "%253bx",
  "%00",
  "%09",
  "%0a",
  "%0d%0a",
  "%7f",
  "%3f",
  "%3fx=1",
  "%253f",
  "%23",
  "%23x",
];

/** `..` and what leads up with it. */
export const UPWARDS = [
  "..",
  "%2e%2e",
  "%2E%2E",
  ".%2e",
  "%2e.",
  "%252e%252e",
  "%25252e%25252e",
  "%%32%65%%32%65",
  ".%252e",
  "%c0%ae%c0%ae",
  "%e0%80%ae%e0%80%ae",
  ".%c0%ae",
  "..;",
  "..;x=1",
  "%2e%2e;",
  "..%3b",
  "..%253b",
  "..%00",
  "..%20",
  "..%09",
  ".%09.",
  ".%0a.",
  "..%3f",
  "..%23",
  "/..",
  "./..",
  ";/..",
  "%2f..",
  "%5c..",
  "\\..",
];

export const AFTER_UPWARDS = ["/", "//", "%2f", "%252f", "\\", "%5c", "/./"];

export function* attacks(): Generator<Attack> {
  for (const area of AREAS) {
    yield* straight(area);
    if (area.denies) yield* respelled(area);
    yield* climbing(area);
  }
  yield* siblings();
  yield* verbs();
}

/** The refused request as it is, so that the rest means something. */
function* straight({ as, prefix, verbs }: Area): Generator<Attack> {
  for (const verb of verbs)
    for (const target of TARGETS)
      for (const end of ["", "/"]) yield { name: "plain", verb, as, path: `${prefix}/${target}${end}` };
}

function* respelled(area: Area): Generator<Attack> {
  for (const verb of area.verbs)
    for (const target of TARGETS)
      for (const [name, path] of spellings(`${area.prefix}/${target}`))
        yield { name, verb, path, as: area.as };
}

/** Spellings of a path with the word `secret` in it, which some server takes for the path. */
export function* spellings(path: string): Generator<readonly [string, string]> {
  const cuts = [...path].flatMap((char, index) => (char === "/" ? [index] : []));
  for (const at of cuts)
    for (const slash of SLASHES)
      yield [`slash ${slash}`, path.slice(0, at) + slash + path.slice(at + 1)] as const;
  for (let at = path.indexOf("secret"); path[at] !== undefined && path[at] !== "/"; at++)
    for (const char of encodings(path[at] as string))
      yield [`letter ${char}`, path.slice(0, at) + char + path.slice(at + 1)] as const;
  for (const ending of ENDINGS) {
    yield [`ending ${ending}`, path + ending] as const;
    yield [`ending ${ending}`, path.replace("secret", `secret${ending}`)] as const;
  }
  yield ["dropped letter", path.replace("secret", "sec%09ret")] as const;
  yield ["dropped letter", path.replace("secret", "sec%0aret")] as const;
  yield ["two at once", path.replace("/secret", "//%73ecret;x")] as const;
  yield ["two at once", path.replace("/secret", "%2f%73ecr%65t")] as const;
  yield ["two at once", path.replace("/secret", "\\.\\secret%3b")] as const;
}

export function encodings(char: string): readonly string[] {
  const code = char.charCodeAt(0);
  const hex = code.toString(16);
  return [
    `%${hex}`,
    `%${hex.toUpperCase()}`,
    `%25${hex}`,
    `%c${code >> 6}%${((code & 0x3f) | 0x80).toString(16)}`,
  ];
}

function* climbing({ as, prefix, verbs }: Area): Generator<Attack> {
  for (const verb of verbs)
    for (const up of UPWARDS)
      for (const after of AFTER_UPWARDS)
        yield { name: `climbs by ${up}${after}`, verb, as, path: `${prefix}/public/${up}${after}secret/a` };
  for (const up of UPWARDS) {
    const stage = { verb: "GET", as, name: `climbs out of the stage by ${up}` };
    yield { ...stage, path: "", target: `/other/${up}/dev${prefix}/public/a` };
    yield { ...stage, path: "", target: `/dev/${up}/dev${prefix}/secret/a` };
    yield { ...stage, path: `${prefix}/public/a/${up}` };
  }
}

/** An open parameter or `{proxy+}` beside a guarded literal. */
function* siblings(): Generator<Attack> {
  const as = "anonymous";
  for (const path of ["/users/me", "/users/metered", "/deep/admin/7"]) {
    const at = path.lastIndexOf("/", path.startsWith("/deep") ? path.length - 3 : path.length) + 1;
    yield { name: "plain", verb: "GET", path, as };
    for (let index = at; path[index] !== undefined && path[index] !== "/"; index++)
      for (const char of encodings(path[index] as string))
        yield { name: "sibling", verb: "GET", as, path: path.slice(0, index) + char + path.slice(index + 1) };
    for (const ending of ENDINGS) yield { name: "sibling", verb: "GET", path: path + ending, as };
    for (const slash of SLASHES) {
      yield { name: "sibling", verb: "GET", as, path: path.slice(0, at - 1) + slash + path.slice(at) };
      yield { name: "sibling", verb: "GET", as, path: `${path}${slash}` };
    }
  }
}

/** Verbs that a policy refuses, said in ways that some server obeys. */
function* verbs(): Generator<Attack> {
  const names = ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"];
  const spelled = names.flatMap((name) => [
    name,
    name.toLowerCase(),
    name.replaceAll("-", "_"),
    name.toUpperCase().replaceAll("-", "_"),
    name.replace("-", "."),
    name.replace("-", "~"),
  ]);
  for (const name of spelled)
    for (const verb of ["DELETE", "PUT", "delete", "POST", ""])
      for (const [as, path] of [
        ["signed", "/all/public/a"],
        ["anonymous", "/web/public/a"],
        ["anonymous", "/open/public/a"],
      ] as const)
        yield { name: `overridden by ${name}`, verb: "GET", path, as, headers: [[name, verb]] };
  for (const verb of ["get", "Get", "gET", "HEAD", "TRACE", "PROPFIND", "QUERY", "DELETE", "PATCH"])
    for (const path of ["/all/public/a", "/web/public/a"])
      yield { name: `verb ${verb}`, verb, path, as: path === "/all/public/a" ? "signed" : "anonymous" };
}
