import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Project, projectAt } from "../sources/project";
import type { Served, ServeWith } from "../sources/served";
import { synthesize } from "../sources/synthesize";
import { type Followed, followedBy, followedOutput, followedPlaces, together, withInputs } from "./followed";

/** What `start` serves: a project that it synthesizes, or Terraform as it stands. */
export type ServedSource = ServeWith & { readonly stateDir: string } & (
    | { readonly project: Project }
    /** Folders, plans and states of one system. */
    | { readonly paths: readonly string[] }
  );

/** The Terraform as it is now, or why there is none; and what to follow. */
export type Reading = { readonly followed: Followed } & (
  | { readonly served: Served }
  | { readonly error: unknown }
);

/**
 * Synthesizes a project, and reads the Terraform. Errors are returned, since the files that could not be read are
 * followed as well.
 *
 * @param before what was followed so far
 * @param signal ends the synth
 */
export async function readSource(
  source: ServedSource,
  { before, signal }: { readonly before?: Followed; readonly signal?: AbortSignal } = {},
): Promise<Reading> {
  if ("paths" in source) {
    const found = await reading(source.paths, source);
    const places = "served" in found ? found.served.places : [];
    const followed = followedFrom([...source.paths, ...places], source.stateDir);
    return { followed: "error" in found && before ? together(before, followed) : followed, ...found };
  }
  const { inputs, error } = await withInputs(async (environment) => {
    await synthesize(current(source.project), { environment, ...(signal && { signal }) });
  });
  const found = error === undefined ? await reading([source.project.output], source) : { error };
  const failed = "error" in found;
  const followed = followedBy(source.project, inputs, { failed, ignored: [source.stateDir] });
  return { followed: failed && before ? together(before, followed) : followed, ...found };
}

/** Of what cdktf wrote, its own files are followed; of all else, everything that is below. */
function followedFrom(paths: readonly string[], stateDir: string): Followed {
  const all = [...new Set(paths.map((path) => resolve(path)))];
  const isOutput = (path: string) => existsSync(join(path, "stacks"));
  const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const outputs = all.filter((path) => isFolder(path) && isOutput(path));
  return outputs.map(followedOutput).reduce(
    together,
    followedPlaces({
      files: all.filter((path) => !isFolder(path)),
      trees: all.filter((path) => isFolder(path) && !isOutput(path)),
      ignored: [stateDir],
    }),
  );
}

/** cdktf.json may have been edited. The output folder stays the same, as in a running cdktf. */
function current({ environment, output, root }: Project): Project {
  return { ...projectAt(root, environment), output };
}

async function reading(
  paths: readonly string[],
  serveWith: ServeWith,
): Promise<{ readonly served: Served } | { readonly error: unknown }> {
  // Not before the app synthesizes: this loads all that reads Terraform.
  const { openServed } = require("../sources/served") as typeof import("../sources/served");
  try {
    return { served: await openServed(paths, serveWith) };
  } catch (error) {
    return { error };
  }
}
