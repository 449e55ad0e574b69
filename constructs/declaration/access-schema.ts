/** The schemas of roles, systems and limits, which check when they run what the types of access/model.ts say at compile time. */
import * as v from "valibot";
import type { Limits, Roles, Systems } from "../../access/model";
import { says } from "./checked";
import { fields, type Immutable, mapOf, type Same, whole } from "./shapes";

const description = v.string(says("some text"));

export const rolesSchema = mapOf(
  fields({ description, precedence: whole(0, 2_147_483_647, "PRECEDENCE_INVALID") }),
);

export const systemsSchema = mapOf(fields({ description }));

const rate = says("a number above 0", [], "THROTTLE_INVALID");

export const limitEntries = {
  rate: v.pipe(v.number(rate), v.gtValue(0, rate)),
  burst: whole(1, 2_147_483_647, "THROTTLE_INVALID"),
  daily: whole(1, 2_147_483_647, "QUOTA_INVALID"),
};

export const limitsSchema = fields(limitEntries);

/** The types of access/model.ts and these schemas take the same values, or this does not compile. */
({ roles: true, systems: true, limits: true }) satisfies {
  readonly roles: Same<Immutable<v.InferOutput<typeof rolesSchema>>, Roles>;
  readonly systems: Same<Immutable<v.InferOutput<typeof systemsSchema>>, Systems>;
  readonly limits: Same<Immutable<v.InferOutput<typeof limitsSchema>>, Limits>;
};
