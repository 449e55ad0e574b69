import * as v from "valibot";
import { maxResultsInput, page } from "../../user-pool/administration/pages";
import { signedOperation } from "../signed-operation";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListIdentityPools.html */
export const listIdentityPools = signedOperation({
  name: "ListIdentityPools",
  input: v.object(maxResultsInput),
  run(input, context) {
    const { items, next } = page(context.model.identityPools, { ...input, Limit: input.MaxResults }, context);
    return {
      IdentityPools: items.map(({ id, name }) => ({ IdentityPoolId: id, IdentityPoolName: name })),
      ...next,
    };
  },
});
