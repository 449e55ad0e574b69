import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { poolDescription } from "../administration/describe-pool";
import { poolOperation } from "../administration/signed-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html */
export const describeUserPool = poolOperation({
  name: "DescribeUserPool",
  input: v.object({ UserPoolId: requiredText }),
  run(_, context) {
    return { UserPool: poolDescription(context) };
  },
});
