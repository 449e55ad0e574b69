import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { findUser } from "../find-user";
import { groupOutput } from "../group-output";
import { byPrecedence } from "../groups";
import { page, pageInput } from "../pages";
import { poolOperation } from "../signed-operation";
import { usernameInput } from "../user-names";

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
