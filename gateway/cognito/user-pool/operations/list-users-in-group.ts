import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { findGroup } from "../administration/group-output";
import { page, pageInput } from "../administration/pages";
import { poolOperation } from "../administration/signed-operation";
import { userOutput } from "../user-output";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsersInGroup.html */
export const listUsersInGroup = poolOperation({
  name: "ListUsersInGroup",
  input: v.object({ UserPoolId: requiredText, GroupName: requiredText, ...pageInput }),
  run(input, context) {
    const { name } = findGroup(input.GroupName, context);
    const members = context.directory.users
      .inPool(context.pool.id)
      .filter(({ groups }) => groups.includes(name));
    const { items, next } = page(members, input, context);
    return { Users: items.map((user) => userOutput(user)), ...next };
  },
});
