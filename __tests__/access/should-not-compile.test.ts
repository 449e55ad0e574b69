import { join } from "node:path";
import ts from "typescript";

const root = join(__dirname, "../..");

/** The errors that TypeScript has for a declaration of the pet store with this one route. */
function errorsFor(route: string): string[] {
  const file = join(root, "access/with-one-route.ts");
  const text = `
    import type { Routes } from "./model";
    import type { RoleName } from "./roles";
    import type { SystemName } from "./systems";
    export const routes = { ${route} } as const satisfies Routes<RoleName, SystemName>;`;
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [file] }, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const readFile = host.getSourceFile;
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : readFile(name, ...rest);
  const program = ts.createProgram([file], { ...options, types: [] }, host);
  const source = program.getSourceFile(file);
  return program
    .getSemanticDiagnostics(source)
    .map((found) => ts.flattenDiagnosticMessageText(found.messageText, " "));
}

test.each([
  ["with everything it needs", `"GET /pets": { lock: "iam", roles: ["user"], handler: "pets" }`],
  [
    "open to everybody, with the reason",
    `"GET /health": { lock: "public", because: "monitors", handler: "health" }`,
  ],
])("a route %s compiles", (_, route) => {
  expect(errorsFor(route)).toEqual([]);
});

test.each([
  ["without a lock", `"GET /pets": { roles: ["user"], handler: "pets" }`],
  ["with a lock that there is not", `"GET /pets": { lock: "open", handler: "pets" }`],
  ["with an unknown role", `"GET /pets": { lock: "iam", roles: ["owner"], handler: "pets" }`],
  ["with an unknown system", `"GET /pets": { lock: "iam", systems: ["robot"], handler: "pets" }`],
  ["that nobody may call", `"GET /pets": { lock: "iam", roles: [], handler: "pets" }`],
  ["without anyone who may call it", `"GET /pets": { lock: "iam", handler: "pets" }`],
  [
    "for systems behind a lock that takes people",
    `"GET /pets": { lock: "jwt", systems: ["warehouse"], handler: "pets" }`,
  ],
  ["open to everybody without the reason", `"GET /pets": { lock: "public", handler: "pets" }`],
  ["behind an API key alone without the reason", `"GET /pets": { lock: "key", handler: "pets" }`],
  ["without a handler", `"GET /pets": { lock: "iam", roles: ["user"] }`],
  [
    "declared twice",
    `"GET /pets": { lock: "iam", roles: ["user"], handler: "pets" }, "GET /pets": { lock: "iam", roles: ["admin"], handler: "pets" }`,
  ],
  ["with a verb that there is not", `"FETCH /pets": { lock: "iam", roles: ["user"], handler: "pets" }`],
  ["without a leading slash", `"GET pets": { lock: "iam", roles: ["user"], handler: "pets" }`],
])("a route %s does not compile", (_, route) => {
  expect(errorsFor(route)).not.toEqual([]);
});
