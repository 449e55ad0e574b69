import * as v from "valibot";
import type { AliasAttribute, UserPool } from "../../../../terraform/model";
import type { StoredUser } from "../../directory/stored-user";
import { cognitoError } from "../../exceptions";
import type { UserPoolContext } from "../user-pool-operation";
import { type Attributes, isEmail, isPhoneNumber } from "./attribute-rules";

/** A user name, alias or `sub`. */
export const usernameInput = v.pipe(
  v.string(),
  v.regex(
    /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u,
    "1 validation error detected: Value at 'username' failed to satisfy constraint: " +
      "Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+",
  ),
);

/** What a new user is called. */
export interface NewName {
  /** As the pool keeps it; in a pool whose users sign in by an attribute, the `sub`. */
  readonly username: string;
  /** The attribute that the user signs in with in place of a user name. */
  readonly attributes: Attributes;
}

/**
 * The name of a new user, which must have the form that the pool asks for.
 *
 * @throws {ServiceError} `InvalidParameterException`
 */
export function newName(
  given: string,
  { settings: { aliasAttributes, usernameAttributes } }: UserPool,
  sub: string,
): NewName {
  const form = isEmail(given) ? "email" : isPhoneNumber(given) ? "phone_number" : undefined;
  if (usernameAttributes.length > 0) {
    if (form !== undefined && usernameAttributes.includes(form))
      return { username: sub, attributes: { [form]: given } };
    throw invalid(
      usernameAttributes.length > 1
        ? "Username should be either an email or a phone number."
        : usernameAttributes[0] === "email"
          ? "Username should be an email."
          : "Username should be a phone number.",
    );
  }
  if (form !== undefined && aliasAttributes.includes(form)) {
    const kind = form === "email" ? "email" : "phone number";
    throw invalid(`Username cannot be of ${kind} format, since user pool is configured for ${kind} alias.`);
  }
  return { username: given, attributes: {} };
}

/**
 * Checks that no other user is found by a new user's names.
 *
 * @param taken the message for a user name that is taken
 * @throws {ServiceError} `UsernameExistsException`
 */
export function checkFree(given: string, pool: UserPool, context: UserPoolContext, taken: string): void {
  if (context.directory.users.find(pool, given) === undefined) return;
  const byAttribute = pool.settings.usernameAttributes.length > 0;
  throw cognitoError("UsernameExistsException", byAttribute ? existing(kindOf(given)) : taken);
}

/** Other users who sign in by one of these attributes, each with the attribute. */
export function usersWithAlias(
  user: StoredUser,
  attributes: Attributes,
  { context, pool }: { readonly context: UserPoolContext; readonly pool: UserPool },
): readonly { readonly other: StoredUser; readonly alias: AliasAttribute }[] {
  const { aliasAttributes, usernameAttributes } = pool.settings;
  const names: readonly AliasAttribute[] = [...usernameAttributes, ...aliasAttributes];
  return names.flatMap((alias) => {
    const value = attributes[alias];
    const other = value ? context.directory.users.find(pool, value) : undefined;
    return other && other.sub !== user.sub ? [{ other, alias }] : [];
  });
}

/**
 * @param place `isForced` lets an address go from another user to this one @default false
 * @throws {ServiceError} `AliasExistsException` where another user signs in by one of the attributes
 */
export function checkAliases(
  user: StoredUser,
  attributes: Attributes,
  place: { readonly context: UserPoolContext; readonly pool: UserPool; readonly isForced?: boolean },
): void {
  const [found] = usersWithAlias(user, attributes, place).filter(
    ({ alias }) => !place.isForced || alias === "preferred_username",
  );
  if (found) throw cognitoError("AliasExistsException", existing(found.alias));
}

/**
 * The attributes by which a confirmed user can sign in: those that the pool takes in place of a user name, addresses that
 * are aliases once they are verified, and `preferred_username`.
 */
export function aliasesOf(
  attributes: Attributes,
  { settings: { usernameAttributes } }: UserPool,
): Attributes {
  const counts = (name: "email" | "phone_number") =>
    usernameAttributes.includes(name) || attributes[`${name}_verified`] === "true";
  const names = [...(["email", "phone_number"] as const).filter(counts), "preferred_username"];
  return Object.fromEntries(names.flatMap((name) => (attributes[name] ? [[name, attributes[name]]] : [])));
}

function kindOf(given: string): AliasAttribute {
  return isEmail(given) ? "email" : "phone_number";
}

function existing(alias: AliasAttribute): string {
  return `An account with the given ${alias} already exists.`;
}

function invalid(message: string) {
  return cognitoError("InvalidParameterException", message);
}
