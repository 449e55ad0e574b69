import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { clientDescription } from "../administration/describe-client";
import { poolOperation } from "../administration/signed-operation";
import { clientOfPool } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolClient.html */
export const describeUserPoolClient = poolOperation({
  name: "DescribeUserPoolClient",
  input: v.object({ UserPoolId: requiredText, ClientId: requiredText }),
  run(input, context) {
    const { pool, seal } = context;
    return { UserPoolClient: clientDescription(clientOfPool(pool, input.ClientId), pool, seal) };
  },
});
