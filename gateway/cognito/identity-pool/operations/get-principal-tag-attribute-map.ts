import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { signedPoolOperation } from "../signed-operation";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetPrincipalTagAttributeMap.html */
export const getPrincipalTagAttributeMap = signedPoolOperation({
  name: "GetPrincipalTagAttributeMap",
  input: v.object({ IdentityPoolId: requiredText, IdentityProviderName: requiredText }),
  run({ IdentityProviderName: providerName }, { pool }) {
    const found = pool.principalTags?.find((map) => map.providerName === providerName);
    return {
      IdentityPoolId: pool.id,
      IdentityProviderName: providerName,
      ...(found && { PrincipalTags: found.tags }),
    };
  },
});
