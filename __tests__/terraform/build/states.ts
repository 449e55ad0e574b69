import { isRecord, Unresolved, type Value } from "../../../terraform/language/expression";
import { resolveTerraform, type StackSource } from "../../../terraform/sources";
import type { Document } from "./plan";

/** The states of stacks once they are applied, by the stack's name, as `terraform show -json` prints them. */
export function statesOf(stacks: readonly StackSource[]): Readonly<Record<string, Document>> {
  const { resources } = resolveTerraform({ kind: "stacks", stacks });
  return Object.fromEntries(
    stacks.map(({ name }) => {
      const own = resources.filter(({ stack }) => stack === name);
      return [
        name,
        stateOf(own.map((resource) => ({ ...resource, address: resource.address.slice(name.length + 1) }))),
      ];
    }),
  );
}

export function resourceOf(state: Document, address: string): Document {
  return state.values.root_module.resources.find((resource: Document) => resource.address === address);
}

/** A plan that leads from one state to another with the same resources. */
export function planned(prior: Document, after: Document): Document {
  return {
    format_version: "1.2",
    planned_values: after.values,
    prior_state: prior,
    resource_changes: after.values.root_module.resources.map(({ values, ...resource }: Document) => {
      const before = resourceOf(prior, resource.address).values;
      const isSame = JSON.stringify(before) === JSON.stringify(values);
      return {
        ...resource,
        change: { actions: [isSame ? "no-op" : "update"], before, after: values, after_unknown: {} },
      };
    }),
  };
}

function stateOf(
  resources: readonly { readonly address: string; readonly type: string; readonly values: Value }[],
): Document {
  const shown = resources.map(({ address, type, values }) => ({
    address,
    mode: "managed",
    type,
    name: address.slice(type.length + 1),
    provider_name: "registry.terraform.io/hashicorp/aws",
    schema_version: 0,
    values: applied(values),
    sensitive_values: {},
  }));
  return {
    format_version: "1.0",
    terraform_version: "1.11.4",
    values: { root_module: { resources: shown } },
  };
}

/** Secrets and hashes have no stand-in; a state has some text there. */
function applied(value: Value): Value {
  if (value instanceof Unresolved) return "assigned when it was applied";
  if (Array.isArray(value)) return value.map(applied);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, applied(part)]));
}
