import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { usernameInput } from "../accounts/user-names";
import { findUser } from "../administration/find-user";
import { groupOutput } from "../administration/group-output";
import { page, pageInput } from "../administration/pages";
import { poolOperation } from "../administration/signed-operation";
import { byPrecedence } from "../groups";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminListGroupsForUser.html */
export const adminListGroupsForUser = poolOperation({
  name: "AdminListGroupsForUser",
  input: v.object({ UserPoolId: requiredText, Username: usernameInput, ...pageInput }),
  run(input, context) {
    const user = findUser(input.Username, context);
    const groups = byPrecedence(context.pool.groups.filter(({ name }) => user.groups.includes(name)));
    const { items, next } = page(groups, input, context);
    return { Groups: items.map((group) => groupOutput(group, context.pool)), ...next };
  },
});
