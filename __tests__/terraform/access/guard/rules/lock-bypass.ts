import { iam, type RuleCases, side } from "../side";

const guests = { aws_cognito_identity_pool: { people: { allow_unauthenticated_identities: true } } };

export const cases: RuleCases = {
  "an identity pool that takes guests": {
    head: side({ "GET /pets": iam }, guests),
    finds: ["shop/aws_cognito_identity_pool.people"],
  },
  "an identity pool without guests": { head: side({ "GET /pets": iam }), finds: [] },
};
