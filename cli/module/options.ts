/** The options of a stack's module, and the variables that follow from them. */
import { UsageError } from "../error";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
/** A section of Terraform JSON: `resource`, `output`. */
export type Section = { readonly [key: string]: Json };

export interface ModuleOptions {
  /** Name of the module, for its README. */
  readonly name: string;
  /** Values of the stack that the caller of the module chooses. */
  readonly variables: readonly ModuleVariable[];
  /** What the stack takes from other stacks, by the end of the output's name there. @default a name made from the output's */
  readonly inputs?: Readonly<Record<string, ModuleInput>>;
  /**
   * Names of locals that must change with every variable: hashes by which another module notices a change.
   * @default none
   */
  readonly revisions?: readonly string[];
}

export type ModuleVariable = TextVariable | NumberVariable;

interface Replacing {
  readonly name: string;
  readonly description: string;
  /**
   * Where it is replaced: `aws_api_gateway_stage.stage_name`, a resource's type and the path of an argument, `*` standing
   * for any one part; `local.NAME` and `output.NAME.value` likewise. `"everywhere"` is for a text with one meaning only.
   */
  readonly at: "everywhere" | readonly Place[];
  /** Where the same value has another meaning, and stays. @default nowhere */
  readonly except?: readonly string[];
}

export type Place =
  | string
  | {
      readonly in: string;
      /** What must stand directly before it in the text: `}/`. */
      readonly after: string;
    };

export interface TextVariable extends Replacing {
  /** The text that it stands for, `petstore-dev`, as a whole word. */
  readonly replaces: string;
  /** A regular expression that the whole value must match, and the error message for one that does not. */
  readonly pattern: string;
  readonly message: string;
  /** @default none: the caller must say */
  readonly default?: string;
}

export interface NumberVariable extends Replacing {
  /** The number that it stands for, where that is the whole value of an argument. */
  readonly replaces: number;
  readonly oneOf: readonly number[];
  /** @default none: the caller must say */
  readonly default?: number;
}

export interface ModuleInput {
  readonly name: string;
  readonly description: string;
  /** As in `TextVariable`. @default none */
  readonly pattern?: string;
  readonly message?: string;
}

/** A `variable` block. */
export interface VariableBlock {
  readonly type: string;
  readonly description: string;
  readonly default?: unknown;
  readonly nullable?: boolean;
  readonly validation?: { readonly condition: string; readonly error_message: string };
}

export function isNumber(variable: ModuleVariable): variable is NumberVariable {
  return typeof variable.replaces === "number";
}

export function variableBlock(variable: ModuleVariable): VariableBlock {
  const { name, description } = variable;
  const common = {
    description,
    nullable: false,
    ...(variable.default !== undefined && { default: variable.default }),
  };
  if (!isNumber(variable)) return { type: "string", ...common, ...matching(variable) };
  const list = variable.oneOf.join(", ");
  return {
    type: "number",
    ...common,
    validation: {
      condition: `\${contains([${list}], var.${name})}`,
      error_message: `Expected one of ${list}.`,
    },
  };
}

export function inputBlock(input: ModuleInput): VariableBlock {
  const { description, message, name, pattern } = input;
  const isValidated = pattern !== undefined && message !== undefined;
  return {
    type: "string",
    description,
    nullable: false,
    ...(isValidated && matching({ name, pattern, message })),
  };
}

function matching(value: { readonly name: string; readonly pattern: string; readonly message: string }) {
  // RE2 reads \z as the very end of the text; with $ a line end could follow. A JSON text is an HCL text literal.
  const quoted = JSON.stringify(`\\A(?:${value.pattern})\\z`).replace(/[$%](?=\{)/g, "$&$&");
  return {
    validation: {
      condition: `\${can(regex(${quoted}, var.${value.name}))}`,
      error_message: value.message,
    },
  };
}

/** @throws UsageError `MODULE_VARIABLE_INVALID` */
export function checkVariableName(name: string): void {
  if (/^[a-z][a-z0-9_]*$/.test(name) && !RESERVED.includes(name)) return;
  throw new UsageError(
    "MODULE_VARIABLE_INVALID",
    `"${name}" cannot name a variable of the module: use lower-case letters, digits and _, a letter first, and none of ${RESERVED.join(", ")}.`,
  );
}

/** `tags` is every module's; the others are arguments of a call of a module. */
const RESERVED = ["tags", "source", "version", "providers", "count", "for_each", "depends_on", "lifecycle"];
