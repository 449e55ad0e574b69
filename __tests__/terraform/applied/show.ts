import { dirname } from "node:path";
import { oncePerWorker } from "../../per-worker";
import { Bindings } from "../types/bindings";

/** Terraform as `terraform show -json` prints it once it is applied, with all that the pinned provider writes. */

type Values = Readonly<Record<string, unknown>>;
type References = Readonly<Record<string, readonly string[]>>;

export interface Applied {
  /** `module.role["clerk"].aws_iam_role.this` */
  readonly address: string;
  /** Arguments and attributes. Others of the type are as the provider writes what is not set. */
  readonly values: Values;
  /** Arguments of which the configuration has references, with these. The others that have values are constants. */
  readonly references?: References;
}

/** What a plan changes: arguments with their new values, or what is known after apply. */
export interface Planned {
  readonly values?: Values;
  readonly unknown?: readonly string[];
  readonly replaced?: boolean;
}

const bindings = new Bindings(dirname(require.resolve("@cdktf/provider-aws/package.json")));
const boundType = (type: string) => oncePerWorker(`bindings of ${type}`, () => bindings.type(type));

export function stateOf(resources: readonly Applied[]): object {
  return { format_version: "1.0", terraform_version: "1.11.4", values: { root_module: moduleOf(resources) } };
}

/** A plan that changes some of the resources, by address. */
export function planOf(resources: readonly Applied[], changes: Readonly<Record<string, Planned>>): object {
  const after = resources.map((resource) => ({ ...resource, values: plannedValues(resource, changes) }));
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: moduleOf(after) },
    resource_changes: resources.map((resource) => changeOf(resource, changes[resource.address])),
    prior_state: stateOf(resources),
    configuration: { root_module: configurationOf(resources) },
    errored: false,
  };
}

function plannedValues(resource: Applied, changes: Readonly<Record<string, Planned>>): Values {
  const { unknown = [], values = {} } = changes[resource.address] ?? {};
  const all = Object.entries({ ...complete(resource), ...values });
  return Object.fromEntries(all.filter(([name]) => !unknown.includes(name)));
}

function changeOf(resource: Applied, planned: Planned | undefined): object {
  const actions = !planned ? ["no-op"] : planned.replaced ? ["delete", "create"] : ["update"];
  return {
    ...named(resource.address),
    change: {
      actions,
      before: complete(resource),
      after: { ...complete(resource), ...planned?.values },
      after_unknown: Object.fromEntries((planned?.unknown ?? []).map((name) => [name, true])),
    },
  };
}

/** Every attribute that the bindings have: null where it is not set, as Terraform writes it. */
function complete({ address, values }: Applied): Values {
  const bound = boundType(named(address).type);
  if (!bound) throw new Error(`the bindings have no type of ${address}`);
  const names = [...bound.arguments, ...bound.computed].filter((name) => !name.includes("."));
  const unset = names.map((name) => [name, bound.computed.includes(name) ? `some ${name}` : null]);
  return { ...Object.fromEntries(unset), ...values };
}

function moduleOf(resources: readonly Applied[]): object {
  const modules = new Map<string, Applied[]>();
  for (const resource of resources) {
    const { module } = named(resource.address);
    modules.set(module, [...(modules.get(module) ?? []), resource]);
  }
  const shown = (module: string) =>
    (modules.get(module) ?? []).map((resource) => ({
      ...named(resource.address),
      values: complete(resource),
    }));
  return {
    resources: shown(""),
    child_modules: [...modules.keys()]
      .filter((address) => address !== "")
      .map((address) => ({ address, resources: shown(address) })),
  };
}

/** Resources of the root by name, with the references of each; modules are called once, with theirs. */
function configurationOf(resources: readonly Applied[]): object {
  const blocks = new Map(resources.map((resource) => [blockOf(resource.address), resource]));
  const of = (module: string) =>
    [...blocks].flatMap(([address, { address: full, references = {}, values }]) => {
      if (moduleName(full) !== module) return [];
      const names = Object.keys(values).filter((name) => isWritten(full, name));
      const expressions = names.map((name) => [
        name,
        references[name] ? { references: references[name] } : { constant_value: values[name] },
      ]);
      return [{ address, mode: "managed", expressions: Object.fromEntries(expressions) }];
    });
  const calls = [...new Set(resources.map(({ address }) => moduleName(address)))].filter(
    (name) => name !== "",
  );
  return {
    resources: of(""),
    module_calls: Object.fromEntries(
      calls.map((name) => [name, { module: { resources: of(name), outputs: OUTPUTS } }]),
    ),
  };
}

/** Whether a configuration may write an attribute, and does not leave it to the provider. */
function isWritten(address: string, name: string): boolean {
  return name !== "id" && boundType(named(address).type)?.arguments.includes(name) === true;
}

const OUTPUTS = { arn: { expression: { references: ["aws_iam_role.this.arn", "aws_iam_role.this"] } } };

function named(address: string) {
  const [, module = "", type = "", name = "", index] =
    /^(?:(module\.\w+(?:\["\w+"\])?)\.)?(\w+)\.(\w+)(?:\["(.*)"\])?$/.exec(address) ?? [];
  return { address, mode: "managed", module, type, name, ...(index !== undefined && { index }) };
}

function moduleName(address: string): string {
  return /^module\.(\w+)/.exec(address)?.[1] ?? "";
}

function blockOf(address: string): string {
  const { name, type } = named(address);
  return `${type}.${name}`;
}
