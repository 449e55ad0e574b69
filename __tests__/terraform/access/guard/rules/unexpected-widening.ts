import { allow, policy } from "../../../build/shop";
import { iam, type RuleCases, side } from "../side";

const methods = { "GET /pets": iam, "POST /pets": iam };
const base = side(methods, policy(allow("GET/pets")));

export const cases: RuleCases = {
  "a grant that a role gains": {
    base,
    head: side(methods, policy(allow(["GET/pets", "POST/pets"]))),
    finds: ["POST /pets group:user"],
  },
  "a grant that a role loses": { base, head: side(methods), finds: [] },
};
