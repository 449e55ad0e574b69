import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { groupOutput } from "../administration/group-output";
import { page, pageInput } from "../administration/pages";
import { poolOperation } from "../administration/signed-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListGroups.html */
export const listGroups = poolOperation({
  name: "ListGroups",
  input: v.object({ UserPoolId: requiredText, ...pageInput }),
  run(input, context) {
    const { items, next } = page(context.pool.groups, input, context);
    return { Groups: items.map((group) => groupOutput(group, context.pool)), ...next };
  },
});
