import { own } from "../../terraform/language/expression";
import { UsageError } from "../error";
import { checkVariableName, inputBlock, type ModuleInput, type Section, type VariableBlock } from "./options";
import { CROSS_STACK, moduleName, namedOutputs } from "./outputs";

/** Alone in `${…}`, or within a longer expression. */
const REMOTE = /\bdata\.terraform_remote_state\.([\w-]+)\.outputs\.([\w-]+)/g;

/** How cdktf names another stack's state. */
const STATE = /^cross-stack-reference-input-/;

/** The documents of the stacks that a stack may take values from, by the stack's name. */
export type OtherStacks = Readonly<Record<string, Section>>;

/** Values that a stack takes from other stacks, as variables of its module. */
export class Inputs {
  private readonly found = new Map<string, { readonly from: string; readonly input: ModuleInput }>();

  constructor(
    private readonly chosen: Readonly<Record<string, ModuleInput>>,
    private readonly others: OtherStacks,
  ) {
    for (const { name } of Object.values(chosen)) checkVariableName(name);
  }

  /** @throws UsageError `MODULE_INPUT_AMBIGUOUS`, `MODULE_VARIABLE_INVALID` */
  replaced(text: string): string {
    return text.replace(
      REMOTE,
      (_, state: string, output: string) => `var.${this.variableOf(state.replace(STATE, ""), output)}`,
    );
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

  private variableOf(stack: string, output: string): string {
    const ends = Object.keys(this.chosen).filter((end) => endsIn(output, end));
    const [end, other] = ends;
    if (other !== undefined) throw ambiguous(output, `inputs ${ends.join(" and ")}`);
    const input = (end !== undefined && this.chosen[end]) || this.unnamed(stack, output);
    checkVariableName(input.name);
    const before = this.found.get(input.name);
    const from = `${output} of ${stack}`;
    if (before && before.from !== from) throw ambiguous(from, `${before.from}: "${input.name}"`);
    this.found.set(input.name, { from, input });
    return input.name;
  }

  /** Under the name by which the other stack's module puts the value out. */
  private unnamed(stack: string, output: string): ModuleInput {
    const named = namedOutputs(own(this.others, stack) ?? {}).get(output) ?? { name: moduleName(output) };
    const { description, name } = named;
    return {
      name: moduleName(name),
      description: `${description === undefined ? "" : `${description}: `}output \`${name}\` of ${stack}`,
    };
  }
}

/** Whole parts of the name count: `app_client_id` is not the end of `other-app_client_id`. */
function endsIn(output: string, end: string): boolean {
  const name = output.replace(CROSS_STACK, "");
  return name === end || name.endsWith(`_${end}`);
}

function ambiguous(output: string, also: string): UsageError {
  return new UsageError(
    "MODULE_INPUT_AMBIGUOUS",
    `The stack takes ${output} from another, which has one variable with ${also}. Expected longer ends in the module's inputs.`,
  );
}
