import type { UserPool } from "../../../../terraform/model";
import type { StoredUser } from "../../directory/stored-user";
import type { UserPoolContext } from "../user-pool-operation";
import type { Attributes } from "./attribute-rules";
import { type CodeDelivery, type Delivery, emailTo, sendMessage, smsTo } from "./send-message";
import { CODE_LIFETIMES } from "./use-code";
import { aliasesOf, checkAliases } from "./user-names";

export interface AttributeChange {
  readonly pool: UserPool;
  readonly clientId?: string;
  readonly clientMetadata: Readonly<Record<string, string>>;
  /**
   * Attributes that were checked: administrators alone may say that an address is verified. An empty value removes an
   * attribute.
   */
  readonly attributes: Attributes;
}

const CONTACTS = ["email", "phone_number"] as const;

/**
 * Changes a user's attributes. A new address is not verified. Where the pool verifies addresses a code is sent to it, and
 * where the pool says so the former address stays until then.
 *
 * @returns what is said of the messages
 * @throws {ServiceError} `AliasExistsException`
 */
export async function changeAttributes(
  user: StoredUser,
  change: AttributeChange,
  context: UserPoolContext,
): Promise<readonly CodeDelivery[]> {
  const { attributes, pool } = change;
  const { autoVerifiedAttributes, verifiedBeforeUpdate } = pool.settings;
  const contacts = CONTACTS.filter((name) => {
    const value = attributes[name];
    return value !== undefined && value !== "" && value !== user.attributes[name];
  });
  const isSaidVerified = (name: string) => attributes[`${name}_verified`] === "true";
  const waiting = contacts.filter((name) => verifiedBeforeUpdate.includes(name) && !isSaidVerified(name));
  const unverified = contacts.filter((name) => !waiting.includes(name) && !isSaidVerified(name));
  const after = (present: Attributes) =>
    withChanges(present, {
      ...attributes,
      ...Object.fromEntries(waiting.map((name) => [name, present[name] ?? ""])),
      ...Object.fromEntries(unverified.map((name) => [`${name}_verified`, "false"])),
    });
  checkAliases(user, aliasesOf(after(user.attributes), pool), { context, pool });
  const [changed] = await Promise.all([
    context.directory.users.change(user, (present) => ({
      ...present,
      attributes: after(present.attributes),
    })),
    // A code that went to the former address proves nothing about the new one.
    ...(contacts.length > 0 ? [context.directory.codes.forget(user)] : []),
  ]);
  const sent = contacts.filter(
    (name) => waiting.includes(name) || (autoVerifiedAttributes.includes(name) && !isSaidVerified(name)),
  );
  return Promise.all(
    sent.map((name) =>
      sendVerification(
        changed ?? user,
        { ...change, to: name === "email" ? emailTo(attributes[name] ?? "") : smsTo(attributes[name] ?? "") },
        context,
      ),
    ),
  );
}

/** Sends a code that verifies an address. */
export async function sendVerification(
  user: StoredUser,
  {
    clientId,
    clientMetadata,
    isAsked = false,
    pool,
    to,
  }: Pick<AttributeChange, "pool" | "clientId" | "clientMetadata"> & {
    readonly to: Delivery;
    /** Whether the user asked for the code, without a change. */
    readonly isAsked?: boolean;
  },
  context: UserPoolContext,
): Promise<CodeDelivery> {
  const lifetimeMs = CODE_LIFETIMES[to.attribute];
  const code = await context.directory.codes.issue(user, to.attribute, { lifetimeMs, value: to.destination });
  return sendMessage(
    {
      pool,
      ...(clientId !== undefined && { clientId }),
      user,
      to,
      code,
      lifetimeMs,
      clientMetadata,
      occasion: isAsked ? "VerifyUserAttribute" : "UpdateUserAttribute",
    },
    context,
  );
}

/** What is empty goes, and with an address that it was verified. */
function withChanges(present: Attributes, changes: Attributes): Attributes {
  const all = { ...present, ...changes };
  const gone = new Set(
    Object.entries(changes).flatMap(([name, value]) => (value === "" ? [name, `${name}_verified`] : [])),
  );
  return Object.fromEntries(Object.entries(all).filter(([name]) => !gone.has(name)));
}
