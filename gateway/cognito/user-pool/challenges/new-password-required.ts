import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { cognitoError, notAuthorized } from "../../exceptions";
import { checkNewAttributes } from "../accounts/attribute-rules";
import { setPassword } from "../accounts/set-password";
import { aliasesOf, checkAliases } from "../accounts/user-names";
import { challenge } from "../challenge";
import { invalidSession, spend } from "../sign-in/challenge-session";
import { missingAttributes, PREFIX } from "../sign-in/new-password-challenge";
import { nextStep } from "../sign-in/next-step";

/**
 * NEW_PASSWORD_REQUIRED: a user with a temporary password chooses another one, and gives the required attributes that are
 * missing, and others that the client may write. An attribute that has a value keeps it.
 */
export const newPasswordRequired = challenge({
  name: "NEW_PASSWORD_REQUIRED",
  responses: v.objectWithRest({ NEW_PASSWORD: requiredText }, v.string()),
  async answer({ NEW_PASSWORD: password, ...responses }, context) {
    const { client, clientMetadata, directory, pool, state, user } = context;
    if (user === undefined || user.status !== "FORCE_CHANGE_PASSWORD") throw invalidSession();
    const attributes = Object.fromEntries(
      Object.entries(responses)
        .filter(([name]) => name.startsWith(PREFIX))
        .map(([name, value]) => [name.slice(PREFIX.length), value]),
    );
    const known = Object.keys(attributes).find((name) => Object.hasOwn(user.attributes, name));
    if (known !== undefined) throw notAuthorized(`Cannot modify an already provided ${known}`);
    const all = { ...user.attributes, ...attributes };
    const [absent] = missingAttributes({ ...user, attributes: all }, context);
    if (absent !== undefined)
      throw cognitoError("InvalidParameterException", `Invalid attributes given, ${absent} is missing`);
    checkNewAttributes(all, { client, pool, own: user.attributes });
    checkAliases(user, aliasesOf(attributes, pool), { context, pool });
    await setPassword(user, { pool, password, status: "CONFIRMED" }, context);
    const [changed] = await Promise.all([
      directory.users.change(user, (present) => ({
        ...present,
        attributes: { ...present.attributes, ...attributes },
      })),
      spend(state, context),
    ]);
    if (changed === undefined) throw invalidSession();
    return nextStep(changed, { name: state.name, source: state.source, clientMetadata }, context);
  },
});
