import type { StoredUser } from "../../directory/stored-user";
import type { FlowContext } from "../auth-flow";
import { runTrigger, userAttributes } from "./run-trigger";

/**
 * Lets the pool's function refuse a sign-in before the password or code is checked.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-authentication.html
 *
 * @param user absent for a name that no user has
 * @throws {ServiceError} where it refuses
 */
export async function beforeAuthentication(
  name: string,
  user: StoredUser | undefined,
  context: FlowContext,
): Promise<void> {
  const { client, pool, validationData } = context;
  const functionArn = pool.settings.triggers.preAuthentication;
  if (functionArn === undefined) return;
  await runTrigger(
    {
      functionArn,
      name: "PreAuthentication",
      source: "PreAuthentication_Authentication",
      pool,
      clientId: client.id,
      username: user?.username ?? name,
      request: {
        userAttributes: user ? userAttributes(user) : {},
        ...(validationData && { validationData }),
        ...(client.settings.hidesUserExistence && { userNotFound: user === undefined }),
      },
      response: {},
    },
    context,
  );
}

/**
 * Tells the pool's function of a sign-in before tokens are issued.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-authentication.html
 *
 * @throws {ServiceError} where it fails: the user is not signed in then
 */
export async function afterAuthentication(
  user: StoredUser,
  { clientMetadata }: { readonly clientMetadata?: Readonly<Record<string, string>> },
  context: FlowContext,
): Promise<void> {
  const { client, pool } = context;
  const functionArn = pool.settings.triggers.postAuthentication;
  if (functionArn === undefined) return;
  await runTrigger(
    {
      functionArn,
      name: "PostAuthentication",
      source: "PostAuthentication_Authentication",
      pool,
      clientId: client.id,
      username: user.username,
      request: {
        userAttributes: userAttributes(user),
        newDeviceUsed: false,
        ...(clientMetadata && { clientMetadata }),
      },
      response: {},
    },
    context,
  );
}
