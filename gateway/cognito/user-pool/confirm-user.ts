import type { UserPool } from "../../../terraform/model";
import type { StoredUser } from "../directory/stored-user";
import type { Attributes } from "./attribute-rules";
import { postConfirmation } from "./triggers/post-confirmation";
import { usersWithAlias } from "./user-names";
import type { UserPoolContext } from "./user-pool-operation";

export interface Confirmation {
  readonly pool: UserPool;
  readonly clientId?: string;
  readonly clientMetadata: Readonly<Record<string, string>>;
}

/**
 * Confirms a user who signed up. An address that the code was sent to is verified with it; another user who had it as
 * an alias has it no longer.
 *
 * @param attribute `email` or `phone_number`, where the code was sent to it
 */
export async function confirmUser(
  user: StoredUser,
  attribute: string | undefined,
  { pool, ...call }: Confirmation,
  context: UserPoolContext,
): Promise<void> {
  const value = attribute === undefined ? undefined : user.attributes[attribute];
  const verified: Attributes = value === undefined ? {} : { [`${attribute}_verified`]: "true" };
  if (attribute !== undefined && value !== undefined)
    await releaseAliases(usersWithAlias(user, { [attribute]: value }, { context, pool }), context);
  const confirmed = await context.directory.users.change(user, (present) => ({
    ...present,
    status: "CONFIRMED",
    attributes: { ...present.attributes, ...verified },
  }));
  if (confirmed === undefined) return;
  const source = "PostConfirmation_ConfirmSignUp";
  await postConfirmation({ ...call, source, pool, user: confirmed }, context);
}

/** The users keep the attributes, and do not sign in by them any more. */
export async function releaseAliases(
  found: ReturnType<typeof usersWithAlias>,
  { directory }: UserPoolContext,
): Promise<void> {
  for (const { alias, other } of found)
    await directory.users.change(other, (present) => ({
      ...present,
      attributes: { ...present.attributes, [`${alias}_verified`]: "false" },
    }));
}
