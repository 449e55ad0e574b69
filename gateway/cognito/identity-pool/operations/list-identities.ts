import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { maxResultsInput, page } from "../../user-pool/administration/pages";
import { described } from "../developer-users";
import { signedPoolOperation } from "../signed-operation";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListIdentities.html */
export const listIdentities = signedPoolOperation({
  name: "ListIdentities",
  input: v.object({
    IdentityPoolId: requiredText,
    HideDisabled: v.optional(v.boolean()),
    ...maxResultsInput,
  }),
  run(input, context) {
    const { identities, pool } = context;
    const all = identities.inPool(pool.id).filter(({ isDisabled }) => !(input.HideDisabled && isDisabled));
    const { items, next } = page(all, { ...input, Limit: input.MaxResults }, context);
    return { IdentityPoolId: pool.id, Identities: items.map(described), ...next };
  },
});
