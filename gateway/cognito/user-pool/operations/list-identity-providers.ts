import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { maxResultsInput, page } from "../administration/pages";
import { poolOperation } from "../administration/signed-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListIdentityProviders.html */
export const listIdentityProviders = poolOperation({
  name: "ListIdentityProviders",
  input: v.object({ UserPoolId: requiredText, ...maxResultsInput }),
  run(input, context) {
    const { identityProviders = [] } = context.pool;
    const { items, next } = page(identityProviders, { ...input, Limit: input.MaxResults }, context);
    return {
      Providers: items.map(({ name, type }) => ({ ProviderName: name, ProviderType: type })),
      ...next,
    };
  },
});
