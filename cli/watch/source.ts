import { readOutput, type SynthOutput } from "../sources/output";
import { type Project, projectAt } from "../sources/project";
import { synthesize } from "../sources/synthesize";
import { type Followed, followedBy, followedOutput, together, withInputs } from "./followed";

/** What `start` serves: a project that it synthesizes, or a folder that was synthesized elsewhere. */
export type ServedSource =
  | { readonly project: Project; readonly stateDir: string }
  | { readonly folder: string };

/** The Terraform as it is now, or why there is none; and what to follow. */
export type Reading = { readonly followed: Followed } & (
  | { readonly output: SynthOutput }
  | { readonly error: unknown }
);

/**
 * Synthesizes a project, and reads the output. Errors are returned, since the files that could not be read are followed
 * as well.
 *
 * @param before what was followed so far
 * @param signal ends the synth
 */
export async function readSource(
  source: ServedSource,
  { before, signal }: { readonly before?: Followed; readonly signal?: AbortSignal } = {},
): Promise<Reading> {
  if ("folder" in source) return { followed: followedOutput(source.folder), ...reading(source.folder) };
  const { inputs, error } = await withInputs(async (environment) => {
    await synthesize(current(source.project), { environment, ...(signal && { signal }) });
  });
  const found = error === undefined ? reading(source.project.output) : { error };
  const failed = "error" in found;
  const followed = followedBy(source.project, inputs, { failed, ignored: [source.stateDir] });
  return { followed: failed && before ? together(before, followed) : followed, ...found };
}

/** cdktf.json may have been edited. The output folder stays the same, as in a running cdktf. */
function current({ environment, output, root }: Project): Project {
  return { ...projectAt(root, environment), output };
}

function reading(folder: string): { readonly output: SynthOutput } | { readonly error: unknown } {
  try {
    return { output: readOutput(folder) };
  } catch (error) {
    return { error };
  }
}
