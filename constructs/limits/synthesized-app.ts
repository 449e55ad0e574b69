import { longestUnknown, longestValue } from "./longest";
import { partsOf } from "./template";

export type Body = Readonly<Record<string, unknown>>;

/** A resource in the Terraform of a stack. */
export interface Resource {
  readonly type: string;
  readonly body: Body;
  /** `api/aws_iam_role.systems_warehouse` */
  readonly address: string;
  readonly stack: string;
  /** Identifies the account that the provider is configured for; `region` identifies the account and the region. */
  readonly account: string;
  readonly region: string;
}

type Blocks = Readonly<Record<string, Readonly<Record<string, Body>>>>;

export interface Document {
  readonly resource?: Blocks;
  readonly data?: Blocks;
  readonly output?: Readonly<Record<string, Body>>;
  readonly provider?: Readonly<Record<string, Body | readonly Body[]>>;
}

const CROSS_STACK = "cross-stack-reference-input-";

/** The Terraform of all stacks of an app. References between stacks are resolved. */
export class SynthesizedApp {
  private readonly documents: ReadonlyMap<string, Document>;
  private readonly byType = new Map<string, readonly Resource[]>();

  /** @param documents the Terraform of each stack, by the stack's name */
  constructor(documents: Readonly<Record<string, Document>>) {
    this.documents = new Map(Object.entries(documents));
  }

  resources(type: string): readonly Resource[] {
    const known = this.byType.get(type);
    if (known) return known;
    const found = [...this.documents].flatMap(([stack, document]) => resourcesOf(stack, document, type));
    this.byType.set(type, found);
    return found;
  }

  /** The tags that a stack's providers put on everything, by provider. */
  defaultTags(): readonly { readonly stack: string; readonly tags: Body }[] {
    return [...this.documents].flatMap(([stack, { provider = {} }]) =>
      blocks(provider.aws)
        .flatMap(({ default_tags }) => blocks(default_tags))
        .map(({ tags }) => ({ stack, tags: (tags ?? {}) as Body })),
    );
  }

  /** The text with all known values; an unknown one stays an expression, with its stack. */
  text(resource: Pick<Resource, "stack">, value: unknown): string {
    return this.write(resource.stack, value, (expression, stack) => `\${${stack}/${expression}}`);
  }

  /** The text with unknown values in the longest form that they can have. */
  longest(resource: Pick<Resource, "stack">, value: unknown): string {
    return this.write(resource.stack, value, (expression, stack) => {
      const { type, name, attribute, body } = this.target(stack, expression);
      if (type === undefined || attribute === undefined) return longestUnknown(expression);
      return longestValue(type, attribute, (argument) =>
        body?.[argument] === undefined || name === undefined
          ? longestUnknown(argument)
          : this.longest({ stack }, body[argument]),
      );
    });
  }

  private write(
    stack: string,
    value: unknown,
    unknown: (expression: string, stack: string) => string,
    passed: readonly string[] = [],
  ): string {
    if (typeof value !== "string") return value === undefined || value === null ? "" : String(value);
    return partsOf(value)
      .map((part) => {
        if ("text" in part) return part.text;
        const here = `${stack}/${part.expression}`;
        const next = passed.includes(here) ? undefined : this.definition(stack, part.expression);
        if (next === undefined) return unknown(part.expression, stack);
        return this.write(next.stack, next.value, unknown, [...passed, here]);
      })
      .join("");
  }

  /** The value of an expression, where the app has it: an argument, or an output of another stack. */
  private definition(
    stack: string,
    expression: string,
  ): { readonly stack: string; readonly value: unknown } | undefined {
    const output = /^data\.terraform_remote_state\.([\w-]+)\.outputs\.([\w-]+)$/.exec(expression);
    if (output) {
      const [, state = "", name = ""] = output;
      const from = state.startsWith(CROSS_STACK) ? state.slice(CROSS_STACK.length) : state;
      const value = this.documents.get(from)?.output?.[name]?.value;
      return value === undefined ? undefined : { stack: from, value };
    }
    const { body, attribute } = this.target(stack, expression);
    const value = attribute === undefined ? undefined : body?.[attribute];
    return typeof value === "string" || typeof value === "number" ? { stack, value } : undefined;
  }

  private target(
    stack: string,
    expression: string,
  ): {
    readonly type?: string;
    readonly name?: string;
    readonly attribute?: string;
    readonly body?: Body | undefined;
  } {
    const [, data, kind, name, attribute] = /^(data\.)?([a-z]\w*)\.([\w-]+)\.(\w+)$/.exec(expression) ?? [];
    if (kind === undefined || name === undefined || attribute === undefined) return {};
    const document = this.documents.get(stack);
    const body = (data === undefined ? document?.resource : document?.data)?.[kind]?.[name];
    return { type: `${data ?? ""}${kind}`, name, attribute, body };
  }
}

function resourcesOf(stack: string, { resource = {}, provider = {} }: Document, type: string): Resource[] {
  const aws = [provider.aws ?? []].flat() as readonly Body[];
  return Object.entries(resource[type] ?? {}).map(([name, body]): Resource => {
    const settings =
      aws.find(({ alias }) => (alias === undefined ? undefined : `aws.${alias}`) === body.provider) ?? {};
    const account = JSON.stringify([
      settings.profile,
      settings.assume_role,
      settings.allowed_account_ids,
      settings.access_key,
    ]);
    const region = JSON.stringify([account, body.region ?? settings.region]);
    return { type, body, address: `${stack}/${type}.${name}`, stack, account, region };
  });
}

/** The blocks of a resource, which cdktf writes as a list or as a single object. */
export function blocks(value: unknown): readonly Body[] {
  return (
    Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
  ) as readonly Body[];
}

export function grouped<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
