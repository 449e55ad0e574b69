import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { findUser } from "../administration/find-user";
import { poolOperation } from "../administration/signed-operation";
import { attributesOutput, mfaOutput, stateOutput } from "../user-output";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html */
export const adminGetUser = poolOperation({
  name: "AdminGetUser",
  input: v.object({ UserPoolId: requiredText, Username: requiredText }),
  run({ Username: name }, context) {
    const user = findUser(name, context);
    return {
      Username: user.username,
      UserAttributes: attributesOutput(user),
      ...stateOutput(user),
      ...mfaOutput(user),
    };
  },
});
