import { allow, deny, policy } from "../../../build/shop";
import { iam, type RuleCases, side } from "../side";

const holder = "shop/aws_iam_role_policy.user";

export const cases: RuleCases = {
  "a * where the path has no parameter": {
    head: side({ "GET /pets": iam }, policy(allow("GET/*"))),
    finds: [holder],
  },
  "a * as the whole resource": { head: side({ "GET /pets": iam }, policy(allow("*"))), finds: [holder] },
  "a * where the path has a parameter": {
    head: side({ "GET /pets/{id}": iam }, policy(allow("GET/pets/*"))),
    finds: [],
  },
  "a * in a Deny": { head: side({ "GET /pets": iam }, policy(deny("*"))), finds: [] },
};
