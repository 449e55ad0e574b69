import { type RuleCases, withPool } from "../side";

const pool = "shop/aws_cognito_user_pool.people";

export const cases: RuleCases = {
  "a pool that does not set it": { head: withPool({}), finds: [pool] },
  "a pool that switches it off": {
    head: withPool({ deletion_protection: "INACTIVE" }),
    finds: [pool],
    messages: ['deletion_protection is "INACTIVE"'],
  },
  "a protected pool": { head: withPool({ deletion_protection: "ACTIVE" }), finds: [] },
};
