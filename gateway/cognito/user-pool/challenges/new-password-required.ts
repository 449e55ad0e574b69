import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { cognitoError, notAuthorized } from "../../exceptions";
import { checkNewAttributes } from "../attribute-rules";
import { challenge } from "../challenge";
import { setPassword } from "../set-password";
import { invalidSession, spend } from "../sign-in/challenge-session";
import { missingAttributes, PREFIX } from "../sign-in/new-password-challenge";
import { nextStep } from "../sign-in/next-step";

/**
 * NEW_PASSWORD_REQUIRED: a user with a temporary password chooses another one, and gives the required attributes that are
 * missing. An attribute that has a value keeps it.
 */
export const newPasswordRequired = challenge({
  name: "NEW_PASSWORD_REQUIRED",
  responses: v.objectWithRest({ NEW_PASSWORD: requiredText }, v.string()),
  async answer({ NEW_PASSWORD: password, ...responses }, context) {
    const { client, clientMetadata, directory, pool, state, user } = context;
    if (user === undefined || user.status !== "FORCE_CHANGE_PASSWORD") throw invalidSession();
    const missing = missingAttributes(user, context);
    const given = Object.entries(responses)
      .filter(([name]) => name.startsWith(PREFIX))
      .map(([name, value]) => [name.slice(PREFIX.length), value] as const);
    const [refused] = given.find(([name]) => !missing.includes(name)) ?? [];
    if (refused !== undefined) throw notAuthorized(`Cannot modify an already provided ${refused}`);
    const attributes = Object.fromEntries(given);
    const absent = missing.find((name) => !attributes[name]);
    if (absent !== undefined)
      throw cognitoError("InvalidParameterException", `Invalid attributes given, ${absent} is missing`);
    checkNewAttributes({ ...user.attributes, ...attributes }, { client, pool, own: user.attributes });
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
