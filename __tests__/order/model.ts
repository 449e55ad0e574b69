import { replacingOf } from "./replacing";

/**
 * A stack's Terraform as real Terraform can apply it without a provider: every resource becomes a built-in
 * `terraform_data` with the same references, `depends_on` and lifecycle. It shows in which order things are made,
 * changed and destroyed, and nothing of what AWS answers.
 */

// biome-ignore lint/suspicious/noExplicitAny: Terraform's JSON is walked, not typed
export type Json = any;
export type Document = Readonly<Record<string, Json>>;

const REFERENCE = /(?<!data\.)\b(aws_[a-z0-9_]+)\.([A-Za-z0-9_-]+)((?:\.[A-Za-z0-9_-]+|\[[^\]]*\])*)/g;
const DATA = /\bdata\.aws_[a-z0-9_]+\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+|\[[^\]]*\])*/g;

/** `aws_iam_role.admin` as the model has it: `aws_iam_role__admin`. */
export function modelName(address: string): string {
  return address.replace(".", "__");
}

/** The address that a resource of the model stands for. */
export function modelledAddress(name: string): string {
  return name.replace("__", ".");
}

/** @param stateOf where the state of another stack lies, relative to this one's folder, by the stack's name */
export function modelled(document: Document, stateOf: (stack: string) => string): Document {
  const resources = (document.resource ?? {}) as Readonly<Record<string, Readonly<Record<string, Json>>>>;
  const expression = (text: string) =>
    text
      .replace(DATA, '"DATA"')
      .replace(REFERENCE, (all, type: string, name: string) =>
        resources[type]?.[name] ? `terraform_data.${modelName(`${type}.${name}`)}.id` : all,
      )
      // An id where the resource itself has a list or a set.
      .replace(/one\((?:tolist\()?(terraform_data\.[A-Za-z0-9_-]+\.id)\)?\)[.\w[\]"]*/g, "$1");
  const walk = (value: Json): Json => {
    if (typeof value === "string")
      return value.replace(/(?<!\$)\$\{((?:[^{}]|\{[^{}]*\})*)\}/g, (_, inner) => `\${${expression(inner)}}`);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => key !== "//")
        .map(([key, each]) => [key, walk(each)]),
    );
  };
  const data: Record<string, Json> = {};
  for (const [type, named] of Object.entries(resources))
    for (const [name, raw] of Object.entries(named)) {
      const { lifecycle, depends_on, provider: _, ...body } = raw;
      const input = walk(body);
      const replacing = replacingOf(type).filter((key) => key in input);
      data[modelName(`${type}.${name}`)] = {
        input,
        ...(replacing.length > 0 && {
          triggers_replace: Object.fromEntries(replacing.map((key) => [key, input[key]])),
        }),
        ...(depends_on && {
          depends_on: (depends_on as string[]).map((address) => `terraform_data.${modelName(address)}`),
        }),
        // `ignore_changes` names arguments of the real type.
        ...(lifecycle && { lifecycle: withoutIgnored(lifecycle) }),
      };
    }
  const states = (document.data?.terraform_remote_state ?? {}) as Readonly<Record<string, Json>>;
  return {
    resource: { terraform_data: data },
    ...(document.removed && {
      removed: (document.removed as { from: string }[]).map((block) => ({
        ...block,
        from: `terraform_data.${modelName(block.from)}`,
      })),
    }),
    ...(document.locals && { locals: walk(document.locals) }),
    ...(document.output && { output: walk(document.output) }),
    ...(Object.keys(states).length > 0 && {
      data: {
        terraform_remote_state: Object.fromEntries(
          Object.keys(states).map((name) => [
            name,
            {
              backend: "local",
              config: { path: stateOf(name.replace("cross-stack-reference-input-", "")) },
            },
          ]),
        ),
      },
    }),
  };
}

function withoutIgnored({ ignore_changes: _, ...lifecycle }: Json): Json {
  return lifecycle;
}
