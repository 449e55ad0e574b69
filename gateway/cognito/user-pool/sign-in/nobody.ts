import type { FirstFactor } from "../../../../terraform/model";
import type { Passkey, StoredUser } from "../../directory/stored-user";
import { isEmail, isPhoneNumber } from "../accounts/attribute-rules";
import type { FlowContext } from "../auth-flow";

/**
 * What is shown for a name that no user has, where the client does not tell so: the same each time, made of the name with
 * this installation's key, in the form and the length of what a user has.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
 */

type Context = Pick<FlowContext, "pool" | "seal">;

function derived(what: string, name: string, { pool, seal }: Context): Buffer {
  return seal.derive(
    `nobody's-${what}`,
    JSON.stringify([pool.id, pool.ignoresCase ? name.toLowerCase() : name]),
  );
}

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** The `sub` in a sealed state, by which the length of the state does not tell. */
export function subOf({ name, user }: Named, context: Context): string {
  return user?.sub ?? uuidOf(derived("sub", name, context));
}

interface Named {
  readonly name: string;
  readonly user: StoredUser | undefined;
}

/**
 * USER_ID_FOR_SRP and USERNAME. For a name that no user has, Cognito makes a UUID, as the users of a pool have it that sign in
 * by an attribute. Where users choose their names, a UUID would tell, so that it is the name here.
 */
export function shownId({ name, user }: Named, context: Context): string {
  if (user) return user.username;
  const { aliasAttributes, usernameAttributes } = context.pool.settings;
  const isName = usernameAttributes.length === 0 && !(aliasAttributes.length > 0 && isAddress(name));
  if (!isName) return uuidOf(derived("id", name, context));
  return context.pool.ignoresCase ? name.toLowerCase() : name;
}

function isAddress(name: string): boolean {
  return isEmail(name) || isPhoneNumber(name);
}

/**
 * The same in the challenge PASSWORD_VERIFIER, in which a user without a password is as one who does not exist, where the
 * client hides that.
 */
export function shownSrpId({ name, user }: Named, context: Pick<FlowContext, "client"> & Context): string {
  const isHidden = context.client.settings.hidesUserExistence && user?.password === undefined;
  return shownId({ name, user: isHidden ? undefined : user }, context);
}

/** Whether nobody can begin with a factor. As most users do, nobody has a password. */
export function canNobodyBegin(name: string, factor: FirstFactor, context: Context): boolean {
  const [first = 0] = derived(`factor-${factor}`, name, context);
  return factor === "PASSWORD" || !context.pool.settings.firstFactors.includes("PASSWORD") || first % 2 === 0;
}

export function nobodysPasskeys(
  name: string,
  context: Context,
): readonly Pick<Passkey, "id" | "transports">[] {
  return [{ id: derived("passkey", name, context).toString("base64url"), transports: ["internal"] }];
}
