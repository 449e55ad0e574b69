import { Construct } from "constructs";
import type { Limits } from "../../../access/model";
import {
  checkProps,
  data,
  type Entries,
  fields,
  limitEntries,
  listOf,
  mapOf,
  refWith,
  someText,
} from "../../declaration";
import { DeclarationError } from "../../declaration/errors";
import { UsagePlan } from "./usage-plan";

export interface UsageTiersProps {
  /** First part of the plans' names. */
  readonly name: string;
  /** The API and its stage. The stage is a reference, since the plans are created after it. */
  readonly api: { readonly id: string; readonly stageName: string };
  /** Plans by name, `free` and `partner`, each with the callers that get a key in it. */
  readonly tiers: Readonly<Record<string, Limits & { readonly keys: readonly string[] }>>;
}

const tier = fields({ ...limitEntries, keys: listOf(someText) });

const PROPS = {
  name: someText,
  api: refWith("id", "stageName"),
  tiers: data(mapOf(tier)),
} satisfies Entries<UsageTiersProps>;

/** Several usage plans of one stage. A caller has a key in one of them: API Gateway accepts a key in one plan of a stage only. */
export class UsageTiers extends Construct {
  /** The plan of each tier, by the tier's name. */
  readonly plans: Readonly<Record<string, UsagePlan>>;

  /** @throws DeclarationError `KEY_TAKEN`, and those of UsagePlan */
  constructor(scope: Construct, id: string, props: UsageTiersProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const tierOf = new Map<string, string>();
    const plans = Object.entries(props.tiers).map(([tier, { keys, ...limits }]) => {
      for (const key of keys) {
        const other = tierOf.get(key);
        if (other !== undefined) {
          throw new DeclarationError(
            "KEY_TAKEN",
            `"${key}" has a key in the tiers "${other}" and "${tier}"; one is allowed.`,
          );
        }
        tierOf.set(key, tier);
      }
      return [
        tier,
        new UsagePlan(this, tier, { name: `${props.name}-${tier}`, api: props.api, limits, keys }),
      ] as const;
    });
    this.plans = Object.fromEntries(plans);
  }
}
