import { resourcesIn } from "./document";
import type {
  ConfiguredExpression,
  ConfiguredModule,
  ConfiguredResource,
  Expressions,
  ResourceChange,
  ShownModule,
  ShownPlan,
  ShownResource,
} from "./format";
import { innerScope, type Scope } from "./references";

/** A resource after a plan, with its configuration and its change. */
export interface Planned {
  /** With the address as it is called here. */
  readonly resource: ShownResource;
  readonly shown: ShownResource;
  readonly scope: Scope;
  /** Undefined where the configuration does not have the resource. */
  readonly expressions: Expressions | undefined;
  readonly over: ConfiguredExpression | null | undefined;
  readonly change: ResourceChange["change"] | undefined;
}

type Changes = ReadonlyMap<string, ResourceChange["change"]>;

/**
 * The resources after a plan, by their address.
 *
 * @param rootPrefix what addresses begin with: `identity/`, or nothing
 */
export function plannedIn(plan: ShownPlan, rootPrefix: string): ReadonlyMap<string, Planned> {
  const changes: Changes = new Map(
    (plan.resource_changes ?? [])
      .filter(({ deposed }) => (deposed ?? null) === null)
      .map(({ address, change }) => [address, change]),
  );
  const root: Scope = { module: plan.configuration?.root_module ?? {}, prefix: rootPrefix };
  return new Map(belowModule(plan.planned_values?.root_module ?? {}, root, { changes, rootPrefix }));
}

function* belowModule(
  module: ShownModule,
  scope: Scope,
  plan: { readonly changes: Changes; readonly rootPrefix: string },
): Generator<readonly [address: string, planned: Planned]> {
  const { child_modules: children, ...own } = module;
  const configured = new Map(
    (scope.module.resources ?? []).map((block): [string, ConfiguredResource] => [block.address, block]),
  );
  for (const shown of resourcesIn(own)) {
    if (shown.mode === "data") continue;
    const address = plan.rootPrefix + shown.address;
    const block = configured.get(`${shown.type}.${shown.name}`);
    const planned = {
      resource: { ...shown, address },
      shown,
      scope,
      expressions: block?.expressions ?? undefined,
      over: block?.for_each_expression,
      change: plan.changes.get(shown.address),
    };
    yield [address, planned];
  }
  for (const child of children ?? []) {
    const address = plan.rootPrefix + (child.address ?? "");
    const [, name = "", index = ""] =
      /^module\.([\w-]+)(\[.*\])?$/s.exec(address.slice(scope.prefix.length)) ?? [];
    const inner = innerScope(scope, name, index) ?? { ...withoutModule, prefix: `${address}.` };
    yield* belowModule(child, inner, plan);
  }
}

const withoutModule = { module: {} as ConfiguredModule };
