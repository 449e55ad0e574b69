import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { useCode } from "../accounts/use-code";
import { checkAliases } from "../accounts/user-names";
import { signedInUser } from "../signed-in-user";
import { contactInput, userPoolOperation } from "../user-pool-operation";

/**
 * Verifies an address by the code that was sent to it. An address that waits for its code takes the place of the former.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerifyUserAttribute.html
 */
export const verifyUserAttribute = userPoolOperation({
  name: "VerifyUserAttribute",
  input: v.object({ AccessToken: requiredText, AttributeName: contactInput, Code: requiredText }),
  async run({ AccessToken: token, AttributeName: name, Code: code }, context) {
    const { pool, user } = signedInUser(token, context);
    const address = await useCode(
      user,
      {
        purpose: name,
        code,
        accept: (value = "") => checkAliases(user, { [name]: value }, { context, pool }),
      },
      context,
    );
    await context.directory.users.change(user, (present) => ({
      ...present,
      attributes: {
        ...present.attributes,
        ...(address !== undefined && { [name]: address }),
        [`${name}_verified`]: "true",
      },
    }));
    return {};
  },
});
