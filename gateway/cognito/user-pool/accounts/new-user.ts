import type { StoredUser } from "../../directory/stored-user";
import { storePassword } from "../../srp/password";
import type { UserPoolContext } from "../user-pool-operation";
import type { Attributes } from "./attribute-rules";

/** What is known of a user who is about to be made. */
export interface UserParts {
  readonly poolId: string;
  readonly username: string;
  readonly sub: string;
  readonly attributes: Attributes;
  readonly status: StoredUser["status"];
  /** Absent: the user signs in without one. */
  readonly password?: string;
  readonly temporaryUntil?: number;
}

/** A user as the directory keeps it. Addresses that are not said to be verified are not. */
export function makeUser(
  { attributes, password, ...parts }: UserParts,
  { now }: UserPoolContext,
): StoredUser {
  const at = now().getTime();
  return {
    ...parts,
    attributes: {
      ...(attributes.email && { email_verified: "false" }),
      ...(attributes.phone_number && { phone_number_verified: "false" }),
      ...attributes,
    },
    groups: [],
    ...(password !== undefined && { password: storePassword(parts, password) }),
    isEnabled: true,
    mfa: { factors: [] },
    createdAt: at,
    modifiedAt: at,
  };
}
