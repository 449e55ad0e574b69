import { LOCKED } from "../../../build/http-shop";
import { allow, policy } from "../../../build/shop";
import { cognito, httpSide, iam, type RuleCases, side } from "../side";

const invoke = (route: string) =>
  policy({
    Effect: "Allow",
    Action: "execute-api:Invoke",
    Resource: `arn:aws:execute-api:*:*:*/$default/${route}`,
  });

export const cases: RuleCases = {
  "a grant of a JWT route": {
    head: httpSide({ "GET /pets": LOCKED.people, "GET /reports": LOCKED.iam }, invoke("GET/pets")),
    finds: ["shop/aws_iam_role_policy.user"],
  },
  "a grant of an AWS_IAM route": {
    head: httpSide({ "GET /pets": LOCKED.people, "GET /reports": LOCKED.iam }, invoke("GET/reports")),
    finds: [],
  },
  "a grant of a Cognito method, beside a less specific AWS_IAM method": {
    head: side({ "GET /pets": cognito, "ANY /{proxy+}": iam }, policy(allow("GET/pets"))),
    finds: ["shop/aws_iam_role_policy.user"],
  },
  "a grant of an AWS_IAM method": {
    head: side({ "GET /pets": iam }, policy(allow("GET/pets"))),
    finds: [],
  },
};
