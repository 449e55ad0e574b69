import * as v from "valibot";
import { requiredText, textMap } from "../../../protocol/input";
import { attributesInput, checkChangedAttributes } from "../accounts/attribute-rules";
import { changeAttributes } from "../accounts/change-attributes";
import { usernameInput } from "../accounts/user-names";
import { findUser } from "../administration/find-user";
import { poolOperation } from "../administration/signed-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUpdateUserAttributes.html */
export const adminUpdateUserAttributes = poolOperation({
  name: "AdminUpdateUserAttributes",
  input: v.object({
    UserPoolId: requiredText,
    Username: usernameInput,
    UserAttributes: attributesInput,
    ClientMetadata: textMap,
  }),
  async run(input, context) {
    const { pool } = context;
    const user = findUser(input.Username, context);
    const attributes = input.UserAttributes;
    checkChangedAttributes(attributes, { pool });
    const clientMetadata = input.ClientMetadata;
    await changeAttributes(user, { pool, clientMetadata, attributes }, context);
    return {};
  },
});
