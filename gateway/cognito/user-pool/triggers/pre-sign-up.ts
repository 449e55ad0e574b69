import type { UserPool } from "../../../../terraform/model";
import type { Attributes } from "../accounts/attribute-rules";
import type { UserPoolContext } from "../user-pool-operation";
import { askTrigger, unrecognizable } from "./run-trigger";

export interface PreSignUpCall {
  readonly source: "PreSignUp_SignUp" | "PreSignUp_AdminCreateUser" | "PreSignUp_ExternalProvider";
  readonly pool: UserPool;
  readonly clientId?: string;
  readonly username: string;
  readonly attributes: Attributes;
  readonly validationData: Attributes;
  readonly clientMetadata: Readonly<Record<string, string>>;
}

export interface PreSignUpAnswer {
  readonly confirms: boolean;
  readonly verifiesEmail: boolean;
  readonly verifiesPhone: boolean;
}

/**
 * Asks the pool's function whether a user may sign up. It refuses by failing.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html
 */
export async function preSignUp(
  { attributes, clientMetadata, validationData, ...call }: PreSignUpCall,
  context: UserPoolContext,
): Promise<PreSignUpAnswer> {
  const functionArn = call.pool.settings.triggers.preSignUp;
  if (functionArn === undefined) return { confirms: false, verifiesEmail: false, verifiesPhone: false };
  const response = await askTrigger(
    {
      ...call,
      functionArn,
      name: "PreSignUp",
      request: { userAttributes: attributes, validationData, clientMetadata },
      response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
    },
    context,
  );
  return {
    confirms: isTrue(response.autoConfirmUser),
    verifiesEmail: isTrue(response.autoVerifyEmail),
    verifiesPhone: isTrue(response.autoVerifyPhone),
  };
}

function isTrue(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  if (value === true) return true;
  throw unrecognizable();
}
