import { join } from "node:path";
import { build } from "esbuild";

/**
 * Bundles the proof of a password, as `gatehouse token` has it, for operations that only use a user's tokens. Those that
 * are about signing in do it by the client's own code.
 *
 * @returns the module's file
 */
export async function bundleSrp(folder: string): Promise<string> {
  const outfile = join(folder, "srp.mjs");
  await build({
    entryPoints: [join(__dirname, "../../cli/sign-in/srp.ts")],
    bundle: true,
    outfile,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  return outfile;
}
