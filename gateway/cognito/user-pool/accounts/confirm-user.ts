import type { UserPool } from "../../../../terraform/model";
import type { StoredUser } from "../../directory/stored-user";
import { postConfirmation } from "../triggers/post-confirmation";
import type { UserPoolContext } from "../user-pool-operation";
import type { Attributes } from "./attribute-rules";
import { aliasesOf, usersWithAlias } from "./user-names";

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
  const attributes = confirmedAttributes(user, attribute);
  await releaseAliases(usersWithAlias(user, aliasesOf(attributes, pool), { context, pool }), context);
  const confirmed = await context.directory.users.change(user, (present) => ({
    ...present,
    status: "CONFIRMED",
    attributes: confirmedAttributes(present, attribute),
  }));
  if (confirmed === undefined) return;
  const source = "PostConfirmation_ConfirmSignUp";
  await postConfirmation({ ...call, source, pool, user: confirmed }, context);
}

/** The attributes of a user, with the one that a code was sent to as verified. */
export function confirmedAttributes({ attributes }: StoredUser, attribute: string | undefined): Attributes {
  if (attribute === undefined || attributes[attribute] === undefined) return attributes;
  return { ...attributes, [`${attribute}_verified`]: "true" };
}

/** The users keep the addresses, and do not sign in by them any more. */
export async function releaseAliases(
  found: ReturnType<typeof usersWithAlias>,
  { directory }: UserPoolContext,
): Promise<void> {
  for (const { alias, other } of found.filter((one) => one.alias !== "preferred_username"))
    await directory.users.change(other, (present) => ({
      ...present,
      attributes: { ...present.attributes, [`${alias}_verified`]: "false" },
    }));
}
