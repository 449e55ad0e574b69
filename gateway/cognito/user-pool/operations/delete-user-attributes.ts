import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { checkRemovedAttributes } from "../accounts/attribute-rules";
import { changeAttributes } from "../accounts/change-attributes";
import { signedInUser } from "../signed-in-user";
import { userPoolOperation } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserAttributes.html */
export const deleteUserAttributes = userPoolOperation({
  name: "DeleteUserAttributes",
  input: v.object({ AccessToken: requiredText, UserAttributeNames: v.array(v.string()) }),
  async run({ AccessToken: token, UserAttributeNames: names }, context) {
    const { client, pool, user } = signedInUser(token, context);
    checkRemovedAttributes(names, { client, pool });
    const attributes = Object.fromEntries(names.map((name) => [name, ""]));
    const change = { pool, clientId: client.id, clientMetadata: {}, attributes };
    await changeAttributes(user, change, context);
    return {};
  },
});
