import { randomUUID } from "node:crypto";
import type { StoredUser } from "../../directory/stored-user";
import { cognitoError } from "../../exceptions";
import { type Attributes, checkNewAttributes } from "../accounts/attribute-rules";
import { temporaryPassword } from "../accounts/invitation";
import { makeUser } from "../accounts/new-user";
import { aliasesOf, checkAliases, checkFree, newName } from "../accounts/user-names";
import type { FlowContext } from "../auth-flow";
import { askTrigger, unrecognizable } from "./run-trigger";

export interface Migration {
  /** As the client gave it. */
  readonly name: string;
  /** Absent where the user forgot it. */
  readonly password?: string;
  readonly validationData?: Readonly<Record<string, string>>;
  readonly clientMetadata?: Readonly<Record<string, string>>;
}

/**
 * Asks the pool's function for a user whom the pool does not have, and takes the user over.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-migrate-user.html
 *
 * @returns the new user; `undefined` where the pool has no such function
 * @throws {ServiceError} `UserNotFoundException` where the function fails; the user is not made then
 */
export async function migrateUser(
  migration: Migration,
  context: FlowContext,
): Promise<StoredUser | undefined> {
  const { client, pool } = context;
  const functionArn = pool.settings.triggers.userMigration;
  if (functionArn === undefined) return undefined;
  const { clientMetadata, name: given, password, validationData } = migration;
  const response = await askTrigger(
    {
      functionArn,
      name: "UserMigration",
      source: `UserMigration_${password === undefined ? "ForgotPassword" : "Authentication"}`,
      pool,
      clientId: client.id,
      username: given,
      request: { ...(password !== undefined && { password }), validationData, clientMetadata },
      response: {
        userAttributes: null,
        forceAliasCreation: null,
        enableSMSMFA: null,
        finalUserStatus: null,
        messageAction: null,
        desiredDeliveryMediums: null,
      },
    },
    context,
  ).catch(() => {
    throw cognitoError("UserNotFoundException", `Exception migrating user in app client ${client.id}`);
  });
  const sub = randomUUID();
  const name = newName(given, pool, sub);
  const attributes = { ...attributesIn(response.userAttributes), ...name.attributes };
  checkNewAttributes(attributes, { pool });
  const user = makeUser(
    {
      poolId: pool.id,
      username: name.username,
      sub,
      attributes,
      status: response.finalUserStatus === "CONFIRMED" ? "CONFIRMED" : "RESET_REQUIRED",
      password: password ?? temporaryPassword(pool.settings.passwordPolicy),
    },
    context,
  );
  checkFree(given, pool, context, "User already exists");
  checkAliases(user, aliasesOf(user.attributes, pool), { context, pool });
  await context.directory.users.add(user);
  return user;
}

/** What Cognito keeps of the names that a function may return: all but the `sub`, which it makes. */
function attributesIn(value: unknown): Attributes {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw unrecognizable();
  const entries = Object.entries(value).filter(([name]) => name !== "sub" && name !== "username");
  if (!entries.every(([, text]) => typeof text === "string")) throw unrecognizable();
  return Object.fromEntries(entries);
}
