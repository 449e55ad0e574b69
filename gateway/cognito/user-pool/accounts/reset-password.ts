import type { UserPool } from "../../../../terraform/model";
import type { StoredUser } from "../../directory/stored-user";
import { cognitoError, notAuthorized } from "../../exceptions";
import type { UserPoolContext } from "../user-pool-operation";
import { recoveryDelivery } from "./deliveries";
import { type CodeDelivery, sendMessage } from "./send-message";
import { CODE_LIFETIMES } from "./use-code";

export interface Reset {
  readonly pool: UserPool;
  readonly clientId?: string;
  readonly clientMetadata: Readonly<Record<string, string>>;
  /** Whether the caller may not learn why there is no code. */
  readonly hides: boolean;
}

/**
 * Sends a code by which a user chooses a new password.
 *
 * @returns what is said of the message; `undefined` where there is none, and that is hidden
 * @throws {ServiceError} `NotAuthorizedException`, `InvalidParameterException`
 */
export async function sendResetCode(
  user: StoredUser,
  { hides, pool, ...call }: Reset,
  context: UserPoolContext,
): Promise<CodeDelivery | undefined> {
  const to = recoveryDelivery(user, pool);
  const problem = problemOf(user, to !== undefined);
  if (problem && hides) return undefined;
  if (problem) throw problem;
  if (to === undefined) return undefined;
  const lifetimeMs = CODE_LIFETIMES["forgot-password"];
  const code = await context.directory.codes.issue(user, "forgot-password", { lifetimeMs });
  return sendMessage({ ...call, pool, user, to, code, lifetimeMs, occasion: "ForgotPassword" }, context);
}

function problemOf({ isEnabled, password, status }: StoredUser, hasAddress: boolean) {
  if (!isEnabled) return notAuthorized("User is disabled.");
  if (status === "FORCE_CHANGE_PASSWORD" || status === "EXTERNAL_PROVIDER" || password === undefined)
    return notAuthorized("User password cannot be reset in the current state.");
  if (hasAddress && status !== "UNCONFIRMED") return undefined;
  return cognitoError(
    "InvalidParameterException",
    "Cannot reset password for the user as there is no registered/verified email or phone_number",
  );
}
