import type { FirstFactor } from "../../../../terraform/model";
import type { Passkey, StoredUser } from "../../directory/stored-user";
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

/** USER_ID_FOR_SRP and USERNAME: for a name that no user has, Cognito makes a UUID. */
export function shownId({ name, user }: Named, context: Context): string {
  return user?.username ?? uuidOf(derived("id", name, context));
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
