import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { findUser } from "../find-user";
import { findGroup } from "../group-output";
import { poolOperation } from "../signed-operation";
import { usernameInput } from "../user-names";

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
