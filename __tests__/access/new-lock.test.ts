import { readFileSync } from "node:fs";
import { join } from "node:path";
import { errorsOf } from "../compile/compile";

/** With one more lock, authorization type or authorizer type, every file that lists them stops compiling. */

const root = join(__dirname, "../..");

/** The text of a file with these replacements, each of which must occur in it. */
function edited(file: string, edits: Readonly<Record<string, string>>): string {
  let text = readFileSync(join(root, file), "utf8");
  for (const [from, to] of Object.entries(edits)) {
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    text = text.replace(from, to);
  }
  return text;
}

const files = {
  "access/model.ts": edited("access/model.ts", {
    "  | PublicRoute;": '  | PublicRoute\n  | (Served & { readonly lock: "mutual-tls" });',
  }),
  "terraform/model/authorizer.ts": edited("terraform/model/authorizer.ts", {
    'Authorization = "NONE" | ': 'Authorization = "MTLS" | "NONE" | ',
    'type: "TOKEN" | ': 'type: "MTLS" | "TOKEN" | ',
  }),
};

/** By file: the error of each place that needs an entry or a branch for the new member. */
const LISTS: Readonly<Record<string, readonly (readonly [code: string, message: string])[]>> = {
  "constructs/api/locks/index.ts": [["TS2741", "Property '\"mutual-tls\"' is missing"]],
  "gateway/data-plane/locks/index.ts": [["TS2741", "Property 'MTLS' is missing"]],
  "terraform/access/decide/locks/index.ts": [
    ["TS2741", "Property 'MTLS' is missing"],
    ["TS2741", "Property 'MTLS' is missing"],
  ],
};
const errors = errorsOf(files, Object.keys(LISTS));

test("no other file has an error", () => {
  expect(Object.keys(errors).sort()).toEqual(Object.keys(LISTS));
});

test.each(Object.entries(LISTS))("%s does not compile", (file, expected) => {
  // What reads an entry by a member that may be missing (TS7053) follows from the first error.
  expect(errors[file]?.filter(({ code }) => code !== "TS7053")).toEqual(
    expected.map(([code, message]) => ({
      code,
      message: expect.stringContaining(message),
      at: expect.any(String),
    })),
  );
});
