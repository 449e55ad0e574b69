import { type Json, type JsonObject, provisionerNotice, ranBy } from "../../language/configuration";
import type { ValueRecord } from "../../language/expression";
import type { Notice } from "../../model";
import {
  type ActionInvocation,
  type ConfiguredModule,
  type ConfiguredResource,
  type Expressions,
  isExpression,
  type ShownPlan,
} from "./format";

/**
 * What Terraform runs as it applies a plan: actions, provisioners, and what a data source runs that is read then. What
 * these do is not in the plan. A data source that was read already has run, and the side before shows what came of it.
 */
export function ranIn(plan: ShownPlan, prefix: string): readonly Notice[] {
  const deferred = (plan.deferred_action_invocations ?? []).flatMap(
    ({ action_invocation: one }) => one ?? [],
  );
  const configured = [...configuredIn(plan.configuration?.root_module ?? {}, "")];
  const provisioners = new Map(configured.map(([address, { provisioners: run }]) => [address, run ?? []]));
  return [
    ...[...(plan.action_invocations ?? []), ...deferred].map((one) => invoked(one, prefix)),
    // An ephemeral resource is read anew by each apply.
    ...configured.flatMap(([address, { expressions, mode, type = "" }]) =>
      mode === "ephemeral" ? read(prefix + address, type, constantsOf(expressions ?? {}), expressions) : [],
    ),
    ...(plan.resource_changes ?? []).flatMap(({ address, change, mode, type }) => {
      if (mode === "data") return read(prefix + address, type, change.after ?? {}, change.after);
      const run = (provisioners.get(withoutKeys(address)) ?? []) as Json[];
      const isRun = change.actions.some((action) => action === "create" || action === "delete");
      return run.length > 0 && isRun
        ? [provisionerNotice(prefix + address, run, { "": JSON.stringify(run) })]
        : [];
    }),
  ];
}

/** @param says what it is read by */
function read(address: string, type: string, values: ValueRecord, says: unknown): readonly Notice[] {
  const message = ranBy({ type, body: values as JsonObject });
  return message === undefined ? [] : [noticeOf(address, message, says ?? null)];
}

function constantsOf(expressions: Expressions): ValueRecord {
  const entries = Object.entries(expressions).map(([name, of]) => [
    name,
    (isExpression(of) ? of.constant_value : undefined) ?? NOT_CONSTANT,
  ]);
  return Object.fromEntries(entries);
}

/** In place of a value that the plan does not tell. */
const NOT_CONSTANT = "(known after apply)";

function invoked({ address, ...invocation }: ActionInvocation, prefix: string): Notice {
  return noticeOf(
    prefix + address,
    "what the action does when Terraform invokes it is not known",
    invocation,
  );
}

function noticeOf(address: string, message: string, says: unknown): Notice {
  return { address, message, unread: { says: { "": JSON.stringify(says) } } };
}

/** All blocks of a configuration, by their addresses without keys. */
function* configuredIn(
  { module_calls: calls, resources }: ConfiguredModule,
  prefix: string,
): Generator<readonly [address: string, block: ConfiguredResource]> {
  for (const block of resources ?? []) yield [prefix + block.address, block];
  for (const [name, { module }] of Object.entries(calls ?? {}))
    if (module) yield* configuredIn(module, `${prefix}module.${name}.`);
}

/** `module.a["x"].null_resource.r[0]` as the configuration has it. */
function withoutKeys(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");
}
