import { type RuleCases, withPool } from "../side";

const base = withPool({});
const action = { address: "aws_cognito_user_pool.people", type: "aws_cognito_user_pool", after: {} } as const;

export const cases: RuleCases = {
  "a pool that is renamed is replaced": {
    base,
    head: withPool({ name: "another" }),
    finds: ["shop/aws_cognito_user_pool.people"],
  },
  "a pool that a plan deletes": {
    base,
    head: base,
    changes: [{ ...action, change: "delete", before: {} }],
    finds: ["aws_cognito_user_pool.people"],
  },
  "a pool that is updated in place": {
    base,
    head: withPool({ deletion_protection: "ACTIVE" }),
    finds: [],
  },
};
