import { TerraformError } from "../../error";
import { Unresolved, type Value } from "../expression";
import type { Resolution } from "./resolution";
import type { Block, JsonObject, Stack } from "./stack";

/** Arguments by which two configurations of a backend name the same state. */
const IDENTITY: Readonly<Record<string, readonly string[]>> = {
  local: ["path"],
  s3: ["bucket", "key"],
};

/**
 * An output of another stack, read through terraform_remote_state: of that among the given stacks which keeps
 * its state in the same place. Unknown where none of them does.
 *
 * @throws TerraformError `REFERENCE_MISSING` where that stack has no such output
 */
export function remoteOutput(values: Resolution, stack: Stack, block: Block, name: string): Value {
  const producer = producerOf(values, stack, block);
  if (producer instanceof Unresolved) return producer;
  const value = values.output(producer, name);
  if (value !== undefined) return value;
  throw new TerraformError(
    "REFERENCE_MISSING",
    `the stack ${producer.name} has no output ${name}`,
    block.address,
  );
}

function producerOf(values: Resolution, stack: Stack, block: Block): Stack | Unresolved {
  const backend = String(values.attribute(stack, block, "backend"));
  const keys = IDENTITY[backend];
  const config = block.body.config as JsonObject | undefined;
  if (!keys || !config) return new Unresolved(`${block.address}: the backend ${backend} is not followed`);
  const found = values.stacks.filter(({ backend: kept }) => {
    const own = kept[backend] as JsonObject | undefined;
    return own !== undefined && keys.every((key) => own[key] !== undefined && own[key] === config[key]);
  });
  if (found.length > 1)
    throw new TerraformError(
      "DUPLICATE",
      `the stacks ${found.map(({ name }) => name).join(" and ")} keep their state in one place`,
      block.address,
    );
  return found[0] ?? new Unresolved(`${block.address}: no stack that was given keeps its state there`);
}
