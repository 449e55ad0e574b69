import type { UserPool } from "../../../../terraform/model";
import type { StoredUser } from "../../directory/stored-user";
import type { UserPoolContext } from "../user-pool-operation";
import { runTrigger, userAttributes } from "./run-trigger";

export interface PostConfirmationCall {
  readonly source: "PostConfirmation_ConfirmSignUp" | "PostConfirmation_ConfirmForgotPassword";
  readonly pool: UserPool;
  readonly clientId?: string;
  readonly user: StoredUser;
  readonly clientMetadata: Readonly<Record<string, string>>;
}

/**
 * Runs the pool's function after a user was confirmed, or confirmed a new password. Where it fails, the user stays
 * confirmed and the caller gets the exception.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html
 */
export async function postConfirmation(
  { clientMetadata, user, ...call }: PostConfirmationCall,
  context: UserPoolContext,
): Promise<void> {
  const functionArn = call.pool.settings.triggers.postConfirmation;
  if (functionArn === undefined) return;
  await runTrigger(
    {
      ...call,
      functionArn,
      name: "PostConfirmation",
      username: user.username,
      request: { userAttributes: userAttributes(user), clientMetadata },
      response: {},
    },
    context,
  );
}
