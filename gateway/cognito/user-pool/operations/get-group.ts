import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { findGroup, groupOutput } from "../administration/group-output";
import { poolOperation } from "../administration/signed-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetGroup.html */
export const getGroup = poolOperation({
  name: "GetGroup",
  input: v.object({ UserPoolId: requiredText, GroupName: requiredText }),
  run(input, context) {
    return { Group: groupOutput(findGroup(input.GroupName, context), context.pool) };
  },
});
