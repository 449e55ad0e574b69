import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { usernameInput } from "../accounts/user-names";
import { findUser } from "../administration/find-user";
import { findGroup } from "../administration/group-output";
import { poolOperation } from "../administration/signed-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRemoveUserFromGroup.html */
export const adminRemoveUserFromGroup = poolOperation({
  name: "AdminRemoveUserFromGroup",
  input: v.object({ UserPoolId: requiredText, Username: usernameInput, GroupName: requiredText }),
  async run(input, context) {
    const user = findUser(input.Username, context);
    const { name } = findGroup(input.GroupName, context);
    await context.directory.users.change(user, (present) => ({
      ...present,
      groups: present.groups.filter((group) => group !== name),
    }));
    return {};
  },
});
