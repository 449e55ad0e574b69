import { callerOf, namesOf } from "../caller";
import { stsOperation } from "../sts-operation";

/**
 * Names the caller. It needs no permission, and no policy can deny it.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export const getCallerIdentity = stsOperation({
  name: "GetCallerIdentity",
  parameters: [],
  run({ request }, context) {
    const { arn, userId } = namesOf(callerOf(request, context), context);
    return { Arn: arn, UserId: userId, Account: context.model.accountId };
  },
});
