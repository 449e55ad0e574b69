import type { Value } from "../../language/expression";

/** `terraform show -json`, of a state or of a plan. https://developer.hashicorp.com/terraform/internals/json-format */
export interface ShownState {
  readonly format_version: string;
  readonly values?: ShownValues | null;
}

export interface ShownPlan {
  readonly format_version: string;
  readonly planned_values?: ShownValues | null;
  /** The state before, as it is in the cloud now: Terraform reads it anew before it plans. */
  readonly prior_state?: ShownState | null;
  readonly resource_changes?: readonly ResourceChange[] | null;
  /** What was changed outside of Terraform since it was last applied. */
  readonly resource_drift?: readonly ResourceChange[] | null;
  /** Changes that a later plan will contain. */
  readonly deferred_changes?:
    | readonly { readonly reason?: string; readonly resource_change?: ResourceChange | null }[]
    | null;
  /** Actions that Terraform invokes when it applies the plan. */
  readonly action_invocations?: readonly ActionInvocation[] | null;
  /** Those that a later plan will contain. */
  readonly deferred_action_invocations?:
    | readonly { readonly action_invocation?: ActionInvocation | null }[]
    | null;
  readonly configuration?: Configuration | null;
  readonly variables?: Readonly<Record<string, { readonly value?: Value }>> | null;
  readonly errored?: boolean | null;
  /** Whether the state is as the configuration says once the plan is applied. */
  readonly complete?: boolean | null;
}

/** By its address, `action.aws_lambda_invoke.x`; what else it has says what it is invoked with, and why. */
export interface ActionInvocation {
  readonly address: string;
}

export interface ShownValues {
  readonly root_module?: ShownModule | null;
  readonly outputs?: Readonly<Record<string, { readonly value?: Value }>> | null;
}

export interface ShownModule {
  /** `module.role["clerk"]`; the root has none. */
  readonly address?: string | null;
  readonly resources?: readonly ShownResource[] | null;
  readonly child_modules?: readonly ShownModule[] | null;
}

export interface ShownResource {
  readonly address: string;
  readonly mode?: "managed" | "data";
  readonly type: string;
  readonly name?: string;
  readonly index?: string | number;
  readonly values?: Readonly<Record<string, Value>> | null;
  readonly deposed_key?: string | null;
}

export interface ResourceChange {
  readonly address: string;
  /** Before a `moved` block took effect. */
  readonly previous_address?: string | null;
  readonly mode?: "managed" | "data";
  readonly type: string;
  readonly deposed?: string | null;
  readonly change: {
    readonly actions: readonly string[];
    readonly before?: Readonly<Record<string, Value>> | null;
    readonly after?: Readonly<Record<string, Value>> | null;
    readonly after_unknown?: Value;
  };
}

export interface Configuration {
  readonly provider_config?: Readonly<
    Record<
      string,
      {
        readonly name?: string | null;
        readonly alias?: string | null;
        readonly expressions?: Expressions | null;
        readonly module_address?: string | null;
      }
    >
  > | null;
  readonly root_module?: ConfiguredModule | null;
}

export interface ConfiguredModule {
  readonly resources?: readonly ConfiguredResource[] | null;
  readonly module_calls?: Readonly<
    Record<
      string,
      {
        readonly expressions?: Expressions | null;
        readonly for_each_expression?: ConfiguredExpression | null;
        readonly module?: ConfiguredModule | null;
      }
    >
  > | null;
  readonly outputs?: Readonly<Record<string, { readonly expression?: ConfiguredExpression | null }>> | null;
}

export interface ConfiguredResource {
  readonly address: string;
  readonly mode?: "managed" | "data" | "ephemeral";
  readonly type?: string;
  /** The key in `provider_config`: `aws.peer`, `module.logs:aws`. */
  readonly provider_config_key?: string | null;
  readonly expressions?: Expressions | null;
  readonly for_each_expression?: ConfiguredExpression | null;
  readonly provisioners?: readonly unknown[] | null;
}

/** Expressions by argument. A block has a list of them. */
export interface Expressions {
  readonly [name: string]: ConfiguredExpression | Expressions | readonly Expressions[];
}

/** The references of an expression, each before the object that it is a part of. A plan does not contain the text. */
export interface ConfiguredExpression {
  readonly references?: readonly string[];
  readonly constant_value?: Value;
}

export function isExpression(value: Expressions[string]): value is ConfiguredExpression {
  return !Array.isArray(value) && ("references" in value || "constant_value" in value);
}
