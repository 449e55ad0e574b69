import type { UserPool, UserPoolClient } from "../../../terraform/model";

/** Attributes that the pool alone sets. */
const OWN = new Set(["sub", "email_verified", "phone_number_verified"]);

/**
 * The attributes that users may write through a client: those that it names, or every standard attribute.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
 */
export function writableAttributes(
  { settings: { writeAttributes } }: UserPoolClient,
  { settings: { attributes } }: UserPool,
): ReadonlySet<string> {
  const named = writeAttributes ?? standardNames(attributes);
  return new Set(named.filter((name) => !OWN.has(name) && attributes.get(name)?.developerOnly === false));
}

/** The attributes that users may read through a client. `sub` always is one. */
export function readableAttributes(
  { settings: { readAttributes } }: UserPoolClient,
  { settings: { attributes } }: UserPool,
): ReadonlySet<string> {
  return new Set(["sub", ...(readAttributes ?? standardNames(attributes))]);
}

function standardNames(attributes: UserPool["settings"]["attributes"]): string[] {
  return [...attributes.keys()].filter((name) => !name.includes(":"));
}
