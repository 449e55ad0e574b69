import * as v from "valibot";
import { requiredText, textMap } from "../../../protocol/input";
import { attributesInput, checkChangedAttributes } from "../attribute-rules";
import { changeAttributes } from "../change-attributes";
import { findUser } from "../find-user";
import { poolOperation } from "../signed-operation";
import { usernameInput } from "../user-names";

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
