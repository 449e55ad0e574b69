import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { checkRemovedAttributes } from "../accounts/attribute-rules";
import { changeAttributes } from "../accounts/change-attributes";
import { usernameInput } from "../accounts/user-names";
import { findUser } from "../administration/find-user";
import { poolOperation } from "../administration/signed-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUserAttributes.html */
export const adminDeleteUserAttributes = poolOperation({
  name: "AdminDeleteUserAttributes",
  input: v.object({
    UserPoolId: requiredText,
    Username: usernameInput,
    UserAttributeNames: v.array(v.string()),
  }),
  async run(input, context) {
    const { pool } = context;
    const user = findUser(input.Username, context);
    checkRemovedAttributes(input.UserAttributeNames, { pool });
    const attributes = Object.fromEntries(input.UserAttributeNames.map((name) => [name, ""]));
    await changeAttributes(user, { pool, clientMetadata: {}, attributes }, context);
    return {};
  },
});
