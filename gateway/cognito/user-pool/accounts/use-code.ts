import type { CodePurpose } from "../../directory/codes";
import type { StoredUser } from "../../directory/stored-user";
import { cognitoError } from "../../exceptions";
import type { UserPoolContext } from "../user-pool-operation";

/** A code that a user has for another purpose than to sign in holds for a day, one for a new password for an hour. */
export const CODE_LIFETIMES: Readonly<Record<CodePurpose, number>> = {
  "sign-up": 24 * 3_600_000,
  email: 24 * 3_600_000,
  phone_number: 24 * 3_600_000,
  "forgot-password": 3_600_000,
};

/**
 * Uses a user's code up.
 *
 * @param accept is called where the code is right; the code stays where it throws
 * @returns the value that was kept with the code
 * @throws {ServiceError} `CodeMismatchException`, `ExpiredCodeException`, `LimitExceededException`
 */
export async function useCode(
  user: StoredUser,
  {
    accept,
    code,
    purpose,
  }: {
    readonly purpose: CodePurpose;
    readonly code: string;
    readonly accept?: (value: string | undefined) => void;
  },
  { directory }: UserPoolContext,
): Promise<string | undefined> {
  const result = await directory.codes.use(user, purpose, code, accept);
  switch (result.outcome) {
    case "right":
      return result.value;
    case "wrong":
      throw codeMismatch();
    case "expired":
      throw codeExpired();
    case "limited":
      throw cognitoError("LimitExceededException", "Attempt limit exceeded, please try after some time.");
  }
}

export function codeMismatch() {
  return cognitoError("CodeMismatchException", "Invalid verification code provided, please try again.");
}

export function codeExpired() {
  return cognitoError("ExpiredCodeException", "Invalid code provided, please request a code again.");
}
