import { TerraformError } from "../../error";
import type { Resolved } from "../../language/configuration";
import { own, type Value } from "../../language/expression";
import { type Configuration, resourcesIn, type ShownPlan, shown } from "./document";
import { forgottenIn } from "./forgotten";
import { placeOf, UNKNOWN_REGION } from "./place";
import { PlannedValues } from "./planned-values";
import { resolvedState } from "./state";

/**
 * One side of a plan: the resources before it is applied, or after. Values that are known only after apply get the
 * stand-ins of their types where AWS assigns them, so that references between resources work; others are unknown.
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
  const plan = shown(document, "plan");
  if (plan.errored)
    throw new TerraformError("DOCUMENT_MALFORMED", "the plan is not whole: Terraform stopped with an error");
  const prior = resolvedState(plan.prior_state ?? {}, accountId, prefix);
  const all = [...resourcesIn(plan.prior_state?.values?.root_module), ...plannedIn(plan)];
  const configured = configuredRegion(plan);
  const place = {
    region: configured ?? UNKNOWN_REGION,
    accountId,
    ...placeOf(all),
  };
  if (side === "before") return { ...prior, ...place };
  const planned = new PlannedValues(plan, place, prefix).resources();
  return { ...place, resources: [...planned, ...forgottenIn(plan, [...plannedIn(plan)], prefix)] };
}

function plannedIn({ planned_values: values }: ShownPlan) {
  return resourcesIn(values?.root_module);
}

/** The region of the provider's default configuration: a constant, or a variable of the root. */
function configuredRegion({ configuration, variables }: ShownPlan): string | undefined {
  const expression = regionOf(configuration);
  const constant = expression?.constant_value;
  const [reference = ""] = expression?.references ?? [];
  const variable = own(variables, reference.replace(/^var\./, ""))?.value;
  const region: Value | undefined = constant ?? variable;
  return typeof region === "string" ? region : undefined;
}

function regionOf(configuration: Configuration | undefined) {
  const region = configuration?.provider_config?.aws?.expressions?.region;
  return region as { constant_value?: Value; references?: readonly string[] } | undefined;
}
