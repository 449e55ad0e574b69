import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { BuildFailure } from "esbuild";
import { strToU8, zipSync } from "fflate";
import type { FunctionCode } from "../../../gateway";

const EXTENSIONS = [".ts", ".mts", ".cts", ".tsx", ".js", ".mjs", ".cjs"];
/** Of every entry, so that equal sources make equal archives. */
const MTIME = "1980-01-01";

/**
 * The archive of a function whose sources are in a folder: its handler's file, bundled with all that it imports. What
 * the folder has no package for is looked for among this one's, since Lambda's runtimes bring the AWS SDK.
 *
 * @param handler `src/index.handler`: the file without its extension, and what it exports
 */
export async function bundled(folder: string, handler: string): Promise<FunctionCode> {
  const path = handler.slice(0, handler.lastIndexOf("."));
  const entry = EXTENSIONS.map((extension) => join(folder, path + extension)).find((file) =>
    existsSync(file),
  );
  if (path === "" || entry === undefined)
    return {
      missing: `its handler is ${handler || "not told"}, and ${folder} has no ${path}${EXTENSIONS.join(", ")}`,
    };
  const { build } = require("esbuild") as typeof import("esbuild");
  try {
    const { outputFiles } = await build({
      entryPoints: [entry],
      absWorkingDir: folder,
      bundle: true,
      write: false,
      platform: "node",
      target: "node20",
      format: "cjs",
      // The folder itself stands for a layer that brings some of its modules.
      nodePaths: [folder, dirname(dirname(require.resolve("esbuild/package.json")))],
      logLevel: "silent",
    });
    const text = outputFiles[0]?.text ?? "";
    return zipSync({ [`${path}.js`]: [strToU8(text), { mtime: MTIME, level: 0 }] });
  } catch (error) {
    const [first] = (error as Partial<BuildFailure>).errors ?? [];
    const where = first?.location ? `${first.location.file}:${first.location.line}: ` : "";
    return { missing: `${folder} cannot be bundled: ${where}${first?.text ?? (error as Error).message}` };
  }
}
