import { UsageError } from "../error";
import { checkVariableName, inputBlock, type ModuleInput, type VariableBlock } from "./options";

/** Alone in `${…}`, or within a longer expression. */
const REMOTE = /\bdata\.terraform_remote_state\.[\w-]+\.outputs\.([\w-]+)/g;

/** How cdktf names values that one stack takes from another. */
const PREFIX = /^cross-stack-output-/;

/** Values that a stack takes from other stacks, as variables of its module. */
export class Inputs {
  private readonly found = new Map<string, { readonly output: string; readonly input: ModuleInput }>();

  constructor(private readonly chosen: Readonly<Record<string, ModuleInput>>) {
    for (const { name } of Object.values(chosen)) checkVariableName(name);
  }

  /** @throws UsageError `MODULE_INPUT_AMBIGUOUS`, `MODULE_VARIABLE_INVALID` */
  replaced(text: string): string {
    return text.replace(REMOTE, (_, output: string) => `var.${this.variableOf(output)}`);
  }

  /** @throws UsageError `MODULE_INPUT_UNUSED` */
  check(): void {
    for (const [end, { name }] of Object.entries(this.chosen)) {
      if (this.found.has(name)) continue;
      throw new UsageError(
        "MODULE_INPUT_UNUSED",
        `The module's input "${name}" stands for an output that ends in "${end}", which the stack does not take from another.`,
      );
    }
  }

  blocks(): Readonly<Record<string, VariableBlock>> {
    const sorted = [...this.found].sort(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(sorted.map(([name, { input }]) => [name, inputBlock(input)]));
  }

  private variableOf(output: string): string {
    const ends = Object.keys(this.chosen).filter((end) => endsIn(output, end));
    const [end, other] = ends;
    if (other !== undefined) throw ambiguous(output, `inputs ${ends.join(" and ")}`);
    const input = (end !== undefined && this.chosen[end]) || unnamed(output);
    checkVariableName(input.name);
    const before = this.found.get(input.name);
    if (before && before.output !== output) throw ambiguous(output, `${before.output}: "${input.name}"`);
    this.found.set(input.name, { output, input });
    return input.name;
  }
}

/** Whole parts of the name count: `app_client_id` is not the end of `other-app_client_id`. */
function endsIn(output: string, end: string): boolean {
  const name = output.replace(PREFIX, "");
  return name === end || name.endsWith(`_${end}`);
}

function unnamed(output: string): ModuleInput {
  const name = output
    .replace(PREFIX, "")
    .replace(/[^A-Za-z0-9_]/g, "_")
    .toLowerCase();
  return { name, description: `The output ${output} of another stack` };
}

function ambiguous(output: string, also: string): UsageError {
  return new UsageError(
    "MODULE_INPUT_AMBIGUOUS",
    `The stack takes ${output} from another, which has one variable with ${also}. Expected longer ends in the module's inputs.`,
  );
}
