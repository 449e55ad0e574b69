import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { accountOperation } from "../administration/signed-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolDomain.html */
export const describeUserPoolDomain = accountOperation({
  name: "DescribeUserPoolDomain",
  input: v.object({ Domain: requiredText }),
  run(input, context) {
    const { accountId, userPools } = context.model;
    const pool = userPools.find(({ domains = [] }) => domains.some(({ name }) => name === input.Domain));
    // A domain that is not there has an empty description.
    if (pool === undefined) return { DomainDescription: {} };
    return {
      DomainDescription: {
        UserPoolId: pool.id,
        AWSAccountId: accountId,
        Domain: input.Domain,
        Status: "ACTIVE",
      },
    };
  },
});
