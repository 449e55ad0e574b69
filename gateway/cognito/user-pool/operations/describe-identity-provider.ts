import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { poolOperation } from "../administration/signed-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeIdentityProvider.html */
export const describeIdentityProvider = poolOperation({
  name: "DescribeIdentityProvider",
  input: v.object({ UserPoolId: requiredText, ProviderName: requiredText }),
  run(input, context) {
    const { id, identityProviders = [] } = context.pool;
    const provider = identityProviders.find(({ name }) => name === input.ProviderName);
    if (provider === undefined)
      throw cognitoError(
        "ResourceNotFoundException",
        `Identity provider ${input.ProviderName} does not exist.`,
      );
    return {
      IdentityProvider: {
        UserPoolId: id,
        ProviderName: provider.name,
        ProviderType: provider.type,
        ProviderDetails: provider.details,
        AttributeMapping: provider.attributeMapping,
        IdpIdentifiers: provider.identifiers,
      },
    };
  },
});
