import { auditor, LOCKED } from "../../../build/http-shop";
import { allow, deny, policy } from "../../../build/shop";
import { httpSide, iam, type RuleCases, side } from "../side";

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
  "a * where the route of an HTTP API has a parameter": {
    head: httpSide({ "GET /pets/{id}": LOCKED.iam }, auditor("shop", "$default/GET/pets/*")),
    finds: [],
  },
  "a * where the route of an HTTP API has none": {
    head: httpSide({ "GET /pets": LOCKED.iam }, auditor("shop", "$default/GET/*")),
    finds: ["shop/aws_iam_role_policy.auditor"],
  },
  "a * in a Deny": { head: side({ "GET /pets": iam }, policy(deny("*"))), finds: [] },
};
