import { existsSync } from "node:fs";
import Module from "node:module";
import { join } from "node:path";
import type { AccessModel } from "../../access/model";
import { UsageError } from "../error";

/** What a declaration consists of, each in a file of access/ that exports it under its name. */
const PARTS = ["roles", "systems", "routes", "limits"] as const satisfies readonly (keyof AccessModel)[];

/**
 * The declaration of a project, in `access/roles.ts`, `systems.ts`, `routes.ts` and `limits.ts`.
 *
 * @param root the project's folder
 * @throws UsageError `DECLARATION_MISSING` where one of the files is not there
 */
export function declaredAccess(root: string): AccessModel {
  const missing = PARTS.map((part) => `access/${part}.ts`).filter((file) => !existsSync(join(root, file)));
  if (missing.length > 0)
    throw new UsageError(
      "DECLARATION_MISSING",
      `"gatehouse demo" compares answers with a declaration; ${root} has no ${missing.join(", ")}. "gatehouse access" says who may call what without one.`,
    );
  const { buildSync } = require("esbuild") as typeof import("esbuild");
  const { outputFiles } = buildSync({
    stdin: {
      contents: PARTS.map((part) => `export { ${part} } from "./access/${part}";`).join("\n"),
      resolveDir: root,
    },
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20",
    format: "cjs",
    write: false,
    logLevel: "silent",
  });
  const script = new Module(join(root, "access.js"));
  script.paths = [join(root, "node_modules")];
  const compile = script as unknown as { _compile(text: string, file: string): void };
  compile._compile(outputFiles[0]?.text ?? "", script.id);
  return script.exports as AccessModel;
}
