import { TerraformError } from "../../terraform/error";
import { readModel, readServed } from "../../terraform/read";
import type { Resolved } from "../../terraform/sources";
import type { RunWith } from "../sources/hcl";
import { rootsAt, withoutNeedlessNames } from "../sources/roots";
import { openRoots, resolvedRoots } from "../sources/sources";
import { parseYaml } from "../sources/yaml";
import type { ClientFacts } from "./facts";
import { factsOfModel } from "./of-model";
import { factsOfOutputs, type Outputs, outputsAt, withOutputs } from "./outputs";
import { toldIn } from "./told";

/**
 * What clients must know, from files and folders: outputs, and Terraform as `gatehouse access` reads it.
 *
 * @param paths at least one
 * @throws UsageError as openRoots(); TerraformError
 */
export async function openFacts(paths: readonly string[], runWith: RunWith): Promise<ClientFacts> {
  const outputs = paths.flatMap((path): (readonly [string, Outputs])[] => {
    const found = outputsAt(path);
    return found ? [[path, found]] : [];
  });
  const others = paths.filter((path) => !outputs.some(([known]) => known === path));
  const names = outputs.map(([path]) => path).join(", ");
  const all: Outputs = Object.assign({}, ...outputs.map(([, found]) => found));
  if (others.length === 0) return factsOfOutputs(all, names);
  const facts = await factsOfTerraform(others, runWith);
  return outputs.length === 0 ? facts : withOutputs(facts, all, names);
}

async function factsOfTerraform(paths: readonly string[], runWith: RunWith): Promise<ClientFacts> {
  const [named] = withoutNeedlessNames([rootsAt(paths)]);
  const roots = await openRoots(named, runWith);
  const documents = roots.flatMap(({ source }) =>
    source.kind === "plan" || source.kind === "state" ? [source.document] : [],
  );
  const resolved = resolvedRoots(roots, "after");
  const strict = servedIn(resolved);
  return factsOfModel(readModel(resolved, { parseYaml }), {
    name: paths.join(", "),
    isTold: toldIn(documents),
    ...(strict && { strict }),
  });
}

/** As the gate reads it. Where nothing at all can be read so, only the settings of pools and the checks are not known. */
function servedIn(resolved: Resolved) {
  try {
    return readServed(resolved, { parseYaml }).model;
  } catch (error) {
    if (error instanceof TerraformError) return undefined;
    throw error;
  }
}
