import * as v from "valibot";
import { page } from "../administration/pages";
import { accountOperation } from "../administration/signed-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPools.html */
export const listUserPools = accountOperation({
  name: "ListUserPools",
  input: v.object({
    MaxResults: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)),
    NextToken: v.optional(v.string()),
  }),
  run(input, context) {
    const { items, next } = page(context.model.userPools, { ...input, Limit: input.MaxResults }, context);
    return { UserPools: items.map(({ id, name }) => ({ Id: id, Name: name })), ...next };
  },
});
