import type { UserPool } from "../../../../terraform/model";
import type { MessageOccasion } from "../../directory/outbox";
import type { StoredUser } from "../../directory/stored-user";
import type { UserPoolContext } from "../user-pool-operation";
import { askTrigger, unrecognizable, userAttributes } from "./run-trigger";

export interface MessageText {
  readonly subject?: string;
  readonly text: string;
}

export interface CustomMessageCall {
  readonly pool: UserPool;
  readonly clientId?: string;
  readonly user: StoredUser;
  readonly occasion: MessageOccasion;
  readonly medium: "EMAIL" | "SMS";
  readonly clientMetadata?: Readonly<Record<string, string>>;
}

/**
 * Lets the pool's function write a message, in which `{####}` stands for the code.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html
 *
 * @returns `undefined` where the pool has no such function, or it writes nothing for the medium
 */
export async function customMessage(
  { clientId, clientMetadata, medium, occasion, pool, user }: CustomMessageCall,
  context: UserPoolContext,
): Promise<MessageText | undefined> {
  const functionArn = pool.settings.triggers.customMessage;
  if (functionArn === undefined) return undefined;
  const response = await askTrigger(
    {
      functionArn,
      name: "CustomMessage",
      source: `CustomMessage_${occasion}`,
      pool,
      ...(clientId !== undefined && { clientId }),
      username: user.username,
      request: {
        userAttributes: userAttributes(user),
        codeParameter: "{####}",
        linkParameter: "{##Click Here##}",
        usernameParameter: occasion === "AdminCreateUser" ? "{username}" : null,
        ...(clientMetadata && { clientMetadata }),
      },
      response: { smsMessage: null, emailMessage: null, emailSubject: null },
    },
    context,
  );
  const [text, subject] =
    medium === "SMS" ? [response.smsMessage] : [response.emailMessage, response.emailSubject];
  if (![text, subject].every((part) => part === null || part === undefined || typeof part === "string"))
    throw unrecognizable();
  if (typeof text !== "string") return undefined;
  return { text, ...(typeof subject === "string" && { subject }) };
}
