import { allow, policy } from "../../../build/shop";
import { cognito, iam, type RuleCases, side } from "../side";

export const cases: RuleCases = {
  "a grant of a Cognito method, beside a less specific AWS_IAM method": {
    head: side({ "GET /pets": cognito, "ANY /{proxy+}": iam }, policy(allow("GET/pets"))),
    finds: ["shop/aws_iam_role_policy.user"],
  },
  "a grant of an AWS_IAM method": {
    head: side({ "GET /pets": iam }, policy(allow("GET/pets"))),
    finds: [],
  },
};
