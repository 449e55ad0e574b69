/** The outputs of a stack's module: the stack's own, and the values that other stacks take. */
import type { Json, Section } from "./options";

/** How cdktf names values that one stack takes from another. */
export const CROSS_STACK = /^cross-stack-output-/;

interface NamedOutput {
  readonly name: string;
  readonly description?: string;
}

/** The name of a variable or an output for an output of a stack. */
export function moduleName(output: string): string {
  return output.replace(CROSS_STACK, "").replace(/\W/g, "_").toLowerCase();
}

/**
 * What the module calls each value that other stacks take, by cdktf's name for it: as the stack's own output of the same
 * value, where it has one.
 */
export function namedOutputs(document: Section): ReadonlyMap<string, NamedOutput> {
  const outputs = Object.entries((document.output ?? {}) as Readonly<Record<string, Section>>);
  const own = new Map<string, NamedOutput>();
  for (const [name, { description, value }] of outputs) {
    const key = JSON.stringify(value);
    if (CROSS_STACK.test(name) || own.has(key)) continue;
    own.set(key, { name, ...(typeof description === "string" && { description }) });
  }
  return new Map(
    outputs
      .filter(([name]) => CROSS_STACK.test(name))
      .map(([name, { value }]) => [name, own.get(JSON.stringify(value)) ?? { name: moduleName(name) }]),
  );
}

/** The `output` blocks of the module. */
export function moduleOutputs(document: Section): Readonly<Record<string, Section>> {
  const outputs = (document.output ?? {}) as Readonly<Record<string, Section>>;
  const named = namedOutputs(document);
  const entries = Object.entries(outputs).flatMap(([name, body]): (readonly [string, Section])[] => {
    const other = named.get(name);
    if (other === undefined) return [[name, body]];
    return Object.hasOwn(outputs, other.name) ? [] : [[other.name, passedOn(body)]];
  });
  return Object.fromEntries(entries);
}

/**
 * cdktf marks every value between stacks as sensitive; a stack that puts out a text with such a value could then not be
 * planned. Terraform refuses the module if a value without the mark needs it.
 */
function passedOn({ sensitive, value }: Section): Section {
  const isSecret = /\.(\w*(secret|password|private_key)\w*|value)\b/.test(String(value));
  return {
    value: value as Json,
    description: "A value that another stack takes",
    ...(isSecret && sensitive === true && { sensitive }),
  };
}
