import { TerraformError } from "../../error";
import type { Resolved } from "../../language/configuration";
import type { Notice } from "../../model";
import { deferredIn } from "./deferred";
import { resourcesIn, shownPlan } from "./document";
import { driftIn } from "./drift";
import { forgottenIn } from "./forgotten";
import type { ShownPlan } from "./format";
import { Places } from "./places";
import { PlannedValues } from "./planned-values";
import { priorIn } from "./prior";
import { ranIn } from "./ran";
import { remoteReadsIn } from "./remote-reads";
import { deposedIn, isManaged, outputsIn, resolved } from "./state";

/**
 * One side of a plan: the resources before it is applied, or after. Values that are known only after apply get the
 * stand-ins of their types where AWS assigns them, so that references between resources work; others are unknown.
 *
 * The side before is what Terraform found in the cloud when it made the plan, drift included.
 *
 * @param accountId is used where no ARN contains the account
 * @param prefix of addresses: `identity/`, or nothing
 * @throws TerraformError `DOCUMENT_MALFORMED`, `VERSION_UNSUPPORTED`
 */
export function resolvePlan(
  document: unknown,
  side: "before" | "after",
  accountId: string,
  prefix = "",
): Resolved {
  const plan = shownPlan(document);
  if (plan.errored)
    throw new TerraformError("DOCUMENT_MALFORMED", "the plan is not whole: Terraform stopped with an error");
  const prior = priorIn(plan);
  const planned = [...resourcesIn(plan.planned_values?.root_module)];
  const places = new Places(plan, [...prior, ...planned], accountId);
  if (side === "before")
    return {
      ...places.home,
      resources: prior.filter(isManaged).map((resource) => resolved(resource, prefix)),
      outputs: outputsIn(plan.prior_state?.values),
      remoteReads: remoteReadsIn(prior, prefix),
    };
  const deferred = deferredIn(plan, prefix);
  const notices = [
    ...deposedIn(plan.prior_state ?? {}, prefix),
    ...driftIn(plan, prefix),
    ...incomplete(plan, prefix),
    ...unknownMembers(plan, prefix),
    ...ranIn(plan, prefix),
    ...deferred.notices,
  ];
  const after = new PlannedValues(plan, places, prefix);
  return {
    ...places.home,
    outputs: after.outputs(),
    remoteReads: remoteReadsIn(prior, prefix),
    resources: [...after.resources(), ...forgottenIn(plan, planned, prefix), ...deferred.resources],
    ...(notices.length > 0 && { notices }),
  };
}

/** A plan of some resources only, as with -target. */
function incomplete({ complete, deferred_changes: deferred }: ShownPlan, prefix: string) {
  if (complete !== false || (deferred ?? []).length > 0) return [];
  const message =
    "the plan is not complete, as one that was made with -target: once it is applied, a further plan has more changes";
  return [{ address: ofPlan(prefix), message, weight: "warning" as const }];
}

/** The members of a plan that are read, and those by which nothing is done. */
const MEMBERS: readonly string[] = [
  "action_invocations",
  "applyable",
  "checks",
  "complete",
  "configuration",
  "deferred_action_invocations",
  "deferred_changes",
  "errored",
  "format_version",
  "output_changes",
  "planned_values",
  "prior_state",
  "provider_format_version",
  "provider_schemas",
  "relevant_attributes",
  "resource_changes",
  "resource_drift",
  "terraform_version",
  "timestamp",
  "variables",
];

/** What a later version of Terraform writes may be something that it does. */
function unknownMembers(plan: ShownPlan, prefix: string): readonly Notice[] {
  return Object.entries(plan)
    .filter(([name, value]) => !MEMBERS.includes(name) && Object.keys(value ?? {}).length > 0)
    .map(([name, value]) => {
      const message = `its member ${name} is not understood, so what is done by it is not known`;
      const unread = { says: { "": JSON.stringify(value) } };
      return { address: ofPlan(prefix), message, weight: "warning", unread };
    });
}

function ofPlan(prefix: string): string {
  return prefix === "" ? "plan" : prefix.replace("/", "");
}
