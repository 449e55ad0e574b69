import type { Notice } from "../../model";
import type { Lifecycle } from "./resolved";
import type { Block, Json, JsonObject, Stack } from "./stack";

/** The `lifecycle` of a block, where it bears on what is deployed. */
export function lifecycleOf({ body }: Block): Lifecycle | undefined {
  const [block] = listOf(body.lifecycle) as (JsonObject | undefined)[];
  if (typeof block !== "object" || block === null) return undefined;
  const ignored = listOf(block.ignore_changes).map(rootOf);
  const replaced = listOf(block.replace_triggered_by).length > 0;
  return ignored.length > 0 || replaced ? { ignored, replaced } : undefined;
}

/** Resources that a stack removes from the state and leaves in the cloud, so that they are not read. */
export function forgottenBy({ prefix, removed }: Stack): Notice[] {
  return removed
    .filter(({ lifecycle }) =>
      listOf(lifecycle).some((block) => ["false", false].includes((block as JsonObject).destroy as boolean)),
    )
    .map(({ from }) => ({
      address: `${prefix}${addressIn(from)}`,
      message: "it is forgotten, not destroyed: in the cloud it stays as it was, and is not read here",
      weight: "warning" as const,
    }));
}

/** The address that a block of a stack names, which a parser of HCL gives as `${…}`. */
export function addressIn(named: Json | undefined): string {
  return String(named).replace(/^\$\{(.*)\}$/s, "$1");
}

/** `policy` of `policy`, of `${policy[0].name}` and of `policy["x"]`; `all` has an older form, `*`. */
function rootOf(name: Json): string {
  const [root = ""] = /^[\w-]+|^\*/.exec(String(name).replace(/^\$\{/, "")) ?? [];
  return root === "*" ? "all" : root;
}

function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value as Json];
}
