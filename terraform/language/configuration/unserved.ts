import { TerraformError } from "../../error";
import { kindOf } from "../../types";
import { enabledOf } from "./instances";
import type { Block, Stack } from "./stack";

/** Meta-arguments that a strict reader refuses: it serves what is written out. */
export const META_REFUSED = ["count", "for_each", "dynamic", "provisioner", "connection"];

/** The strict reader takes what is written out; a module could contain any route or role. */
export function refuseUnserved(stack: Stack): void {
  for (const [name, { source }] of stack.modules) {
    throw new TerraformError(
      "ARGUMENT_UNSUPPORTED",
      `modules are not evaluated: ${JSON.stringify(source)} could hold any route or role`,
      `${stack.prefix}module.${name}`,
    );
  }
  for (const block of stack.blocks.values()) refuseMeta(block);
}

function refuseMeta({ address, body, mode, type }: Block): void {
  const enabled = enabledOf(body) === undefined ? undefined : "lifecycle.enabled";
  const refused = META_REFUSED.find((name) => body[name] !== undefined) ?? enabled;
  // The number of instances does not matter for a resource without an influence on access.
  const matters = mode === "data" || kindOf(type)?.kind !== "ignored" || refused === "provisioner";
  if (refused !== undefined && matters)
    throw new TerraformError("ARGUMENT_UNSUPPORTED", `${refused} is not evaluated`, address);
}
