import { iam, type RuleCases, side } from "../side";

const guests = { aws_cognito_identity_pool: { people: { allow_unauthenticated_identities: true } } };
const withRole = (unauthenticated: string) => ({
  ...guests,
  aws_cognito_identity_pool_roles_attachment: { people: { roles: { unauthenticated } } },
});

export const cases: RuleCases = {
  "an identity pool that takes guests": {
    head: side({ "GET /pets": iam }, withRole("arn:aws:iam::123456789012:role/guests")),
    finds: ["shop/aws_cognito_identity_pool.people"],
  },
  "an identity pool that takes guests and has no role for them": {
    head: side({ "GET /pets": iam }, guests),
    finds: [],
  },
  "an identity pool without guests": { head: side({ "GET /pets": iam }), finds: [] },
};
