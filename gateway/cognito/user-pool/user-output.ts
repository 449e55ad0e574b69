import type { UserPoolClient } from "../../../terraform/model";
import type { StoredUser } from "../directory/stored-user";
import { readableAttributes } from "./claims";

/** Users as the operations return them. Times are seconds since 1970. */

export interface AttributeOutput {
  readonly Name: string;
  readonly Value: string;
}

/** All attributes, as administrators see them. */
export function attributesOutput({ attributes, sub }: StoredUser): AttributeOutput[] {
  return Object.entries({ sub, ...attributes }).map(([name, value]) => ({ Name: name, Value: value }));
}

/** The attributes that the user's client may read. `sub` always is one. */
export function ownAttributesOutput(user: StoredUser, client: UserPoolClient): AttributeOutput[] {
  return attributesOutput({ ...user, attributes: readableAttributes(user, client) });
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserType.html */
export function userOutput(user: StoredUser) {
  return {
    Username: user.username,
    Attributes: attributesOutput(user),
    ...stateOutput(user),
  };
}

export function stateOutput({ createdAt, isEnabled, modifiedAt, status }: StoredUser) {
  return {
    UserCreateDate: createdAt / 1_000,
    UserLastModifiedDate: modifiedAt / 1_000,
    Enabled: isEnabled,
    UserStatus: status,
  };
}

/** Absent where the user has no second factor. */
export function mfaOutput({ mfa: { factors, preferred } }: StoredUser) {
  return {
    ...(preferred !== undefined && { PreferredMfaSetting: preferred }),
    ...(factors.length > 0 && { UserMFASettingList: factors }),
  };
}
