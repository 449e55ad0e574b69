import * as v from "valibot";
import { requiredText, textMap } from "../../../protocol/input";
import { attributesInput, checkChangedAttributes } from "../accounts/attribute-rules";
import { changeAttributes } from "../accounts/change-attributes";
import { signedInUser } from "../signed-in-user";
import { userPoolOperation } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserAttributes.html */
export const updateUserAttributes = userPoolOperation({
  name: "UpdateUserAttributes",
  input: v.object({ AccessToken: requiredText, UserAttributes: attributesInput, ClientMetadata: textMap }),
  async run({ AccessToken: token, ClientMetadata: clientMetadata, UserAttributes: attributes }, context) {
    const { client, pool, user } = signedInUser(token, context);
    checkChangedAttributes(attributes, { client, pool });
    const change = { pool, clientId: client.id, clientMetadata, attributes };
    return { CodeDeliveryDetailsList: await changeAttributes(user, change, context) };
  },
});
