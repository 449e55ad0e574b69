/** A new lock, or a new kind of authorization, is closed until somebody decides: each place that lists them stops compiling. */
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

const root = join(__dirname, "../..");

/** Types as they would be with one member more. */
const MORE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "access/model.ts": {
    "  | PublicRoute;": '  | PublicRoute\n  | (Served & { readonly lock: "mutual-tls" });',
  },
  "terraform/model/authorizer.ts": {
    'Authorization = "NONE" | ': 'Authorization = "JWT" | "NONE" | ',
    'type: "TOKEN" | ': 'type: "JWT" | "TOKEN" | ',
  },
};

/** Files that list locks, or kinds of authorization or authorizers. */
const LISTS = [
  "cli/commands/demo/plan.ts",
  "constructs/api/locks/index.ts",
  "gateway/data-plane/locks/index.ts",
  "terraform/access/decide/locks/index.ts",
];

/** The files of the list that do not compile when these files read otherwise. */
function broken(changes: typeof MORE): string[] {
  const texts = new Map(
    Object.entries(changes).map(([file, edits]) => {
      let text = readFileSync(join(root, file), "utf8");
      for (const [from, to] of Object.entries(edits)) {
        expect(text).toContain(from);
        text = text.replace(from, to);
      }
      return [join(root, file), text];
    }),
  );
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const files = LISTS.map((name) => join(root, name));
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files }, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile;
  host.getSourceFile = (name, ...rest) => {
    const text = texts.get(name);
    return text === undefined ? read(name, ...rest) : ts.createSourceFile(name, text, ts.ScriptTarget.ES2022);
  };
  const program = ts.createProgram(files, { ...options, types: ["node"] }, host);
  return files
    .filter((file) => program.getSemanticDiagnostics(program.getSourceFile(file)).length > 0)
    .map((file) => relative(root, file));
}

test("one lock, one kind of authorization and one type of authorizer more", () => {
  expect(broken(MORE)).toEqual(LISTS);
});
