import { randomUUID } from "node:crypto";
import * as v from "valibot";
import { oneOf, requiredText, textMap } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { attributesInput, checkNewAttributes } from "../accounts/attribute-rules";
import { releaseAliases } from "../accounts/confirm-user";
import { invite, temporaryPassword } from "../accounts/invitation";
import { makeUser } from "../accounts/new-user";
import { checkPassword, passwordInput } from "../accounts/password-policy";
import { setPassword } from "../accounts/set-password";
import {
  aliasesOf,
  checkAliases,
  checkFree,
  newName,
  usernameInput,
  usersWithAlias,
} from "../accounts/user-names";
import { findUser } from "../administration/find-user";
import { type PoolContext, poolOperation } from "../administration/signed-operation";
import { preSignUp } from "../triggers/pre-sign-up";
import { userOutput } from "../user-output";

const input = v.object({
  UserPoolId: requiredText,
  Username: usernameInput,
  TemporaryPassword: v.optional(passwordInput),
  UserAttributes: attributesInput,
  ValidationData: attributesInput,
  MessageAction: v.optional(oneOf("messageAction", ["RESEND", "SUPPRESS"])),
  DesiredDeliveryMediums: v.optional(v.array(oneOf("desiredDeliveryMediums", ["EMAIL", "SMS"])), ["SMS"]),
  ForceAliasCreation: v.optional(v.boolean(), false),
  ClientMetadata: textMap,
});
type Input = v.InferOutput<typeof input>;

/**
 * Makes a user with a temporary password, or sends another one to a user who has not signed in yet.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html
 */
export const adminCreateUser = poolOperation({
  name: "AdminCreateUser",
  input,
  async run(values, context) {
    const policy = context.pool.settings.passwordPolicy;
    const password = values.TemporaryPassword ?? temporaryPassword(policy);
    checkPassword(password, policy, "Password did not conform with password policy");
    const user =
      values.MessageAction === "RESEND"
        ? await renewed(values, password, context)
        : await created(values, password, context);
    if (values.MessageAction !== "SUPPRESS") {
      const { ClientMetadata: clientMetadata, DesiredDeliveryMediums: mediums } = values;
      await invite({ user, password, mediums, clientMetadata }, context);
    }
    return { User: userOutput(user) };
  },
});

async function renewed({ Username: name }: Input, password: string, context: PoolContext) {
  const user = findUser(name, context);
  if (user.status !== "FORCE_CHANGE_PASSWORD")
    throw cognitoError(
      "UnsupportedUserStateException",
      `Resend not possible. ${user.username} status is not FORCE_CHANGE_PASSWORD`,
    );
  const { pool } = context;
  return setPassword(user, { pool, password, status: "FORCE_CHANGE_PASSWORD" }, context);
}

async function created(values: Input, password: string, context: PoolContext) {
  const { directory, pool } = context;
  const given = values.Username;
  const sub = randomUUID();
  const name = newName(given, pool, sub);
  const attributes = { ...values.UserAttributes, ...name.attributes };
  checkNewAttributes(attributes, { pool });
  const taken = "User account already exists";
  checkFree(given, pool, context, taken);
  await preSignUp(
    {
      source: "PreSignUp_AdminCreateUser",
      pool,
      username: name.username,
      attributes,
      validationData: values.ValidationData,
      clientMetadata: values.ClientMetadata,
    },
    context,
  );
  const { temporaryPasswordDays } = pool.settings.passwordPolicy;
  const user = makeUser(
    {
      poolId: pool.id,
      username: name.username,
      sub,
      attributes,
      status: "FORCE_CHANGE_PASSWORD",
      password,
      temporaryUntil: context.now().getTime() + temporaryPasswordDays * 86_400_000,
    },
    context,
  );
  // While the function ran, another request may have taken the name.
  checkFree(given, pool, context, taken);
  const aliases = aliasesOf(user.attributes, pool);
  const others = usersWithAlias(user, aliases, { context, pool });
  checkAliases(user, aliases, { context, pool, isForced: values.ForceAliasCreation });
  await directory.users.add(user);
  await releaseAliases(others, context);
  return user;
}
