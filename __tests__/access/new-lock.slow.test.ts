/** A new lock takes eight files, and the compiler names those that are forgotten. The lock here is `mutual-tls`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { errorsOf, type Files } from "../compile/compile";

const root = join(__dirname, "../..");

/** They import all other sources. */
const ENTRIES = ["main.ts", "cli/main.ts"];

/** The text of a file with these replacements, each of which must occur in it. */
function edited(file: string, edits: Readonly<Record<string, string>>): string {
  let text = readFileSync(join(root, file), "utf8");
  for (const [from, to] of Object.entries(edits)) {
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    text = text.replace(from, to);
  }
  return text;
}

const types: Files = {
  "access/model.ts": edited("access/model.ts", {
    "  | PublicRoute;": '  | PublicRoute\n  | (Served & { readonly lock: "mutual-tls" });',
  }),
  "terraform/model/authorizer.ts": edited("terraform/model/authorizer.ts", {
    'Authorization = "NONE" | ': 'Authorization = "MTLS" | "NONE" | ',
  }),
};

const CONSTRUCTS = "constructs/locks";
const DECISION = "terraform/access/decide/locks";
const GATE = "gateway/data-plane/locks";

const declared: Files = {
  [`${CONSTRUCTS}/mutual-tls.ts`]: edited(`${CONSTRUCTS}/public.ts`, {
    publicLock: "mutualTls",
    "because, fields, served": "fields, served",
    'v.literal("public"), because': 'v.literal("mutual-tls")',
    'LockKind<"public">': 'LockKind<"mutual-tls">',
  }),
  [`${CONSTRUCTS}/index.ts`]: edited(`${CONSTRUCTS}/index.ts`, {
    'import { publicLock } from "./public";':
      'import { mutualTls } from "./mutual-tls";\nimport { publicLock } from "./public";',
    "public: publicLock": 'public: publicLock, "mutual-tls": mutualTls',
  }),
};

/** The lock as that of an open method has it, beside it in its folder. */
function enforcedIn(folder: string): Files {
  return {
    [`${folder}/mutual-tls.ts`]: edited(`${folder}/none.ts`, { "const none": "const mutualTls" }),
    [`${folder}/index.ts`]: edited(`${folder}/index.ts`, {
      'import { none } from "./none";':
        'import { mutualTls } from "./mutual-tls";\nimport { none } from "./none";',
      "  NONE: none,": "  NONE: none,\n  MTLS: mutualTls,",
    }),
  };
}

test("without an entry for it, the index of each side does not compile, nor what looks a declared lock up", () => {
  const errors = errorsOf(types, ENTRIES);
  expect(Object.keys(errors).sort()).toEqual([
    "constructs/locks/check-declaration.ts",
    `${CONSTRUCTS}/index.ts`,
    `${GATE}/index.ts`,
    `${DECISION}/index.ts`,
  ]);
  const missing = {
    [CONSTRUCTS]: '"mutual-tls"',
    [GATE]: "MTLS",
    [DECISION]: "MTLS",
  };
  for (const [folder, name] of Object.entries(missing))
    expect(errors[`${folder}/index.ts`]?.[0]).toMatchObject({
      code: "TS2741",
      message: expect.stringMatching(`^Property '${name}' is missing`),
    });
});

test("with eight files, all sources compile", () => {
  const files = { ...types, ...declared, ...enforcedIn(DECISION), ...enforcedIn(GATE) };
  expect(Object.keys(files)).toHaveLength(8);
  expect(errorsOf(files, ENTRIES)).toEqual({});
});
