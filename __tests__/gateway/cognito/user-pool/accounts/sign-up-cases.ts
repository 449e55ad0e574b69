import { createHmac } from "node:crypto";
import type { SignUpCommandInput } from "@aws-sdk/client-cognito-identity-provider";

/** What is refused at sign-up. */

interface Case {
  readonly pool: string;
  readonly name?: string;
  readonly changes?: Partial<SignUpCommandInput>;
  readonly refused: readonly [string, string];
}

/** Sources of the messages: public fixtures and threads; of those without one, AWS's documentation. */
export const cases: Readonly<Record<string, Case>> = {
  "a name that is taken": {
    pool: "plain",
    name: "fixture",
    refused: ["UsernameExistsException", "User already exists"],
  },
  "a name that is taken, in other letters, where case does not matter": {
    pool: "caseless",
    name: "DAN",
    refused: ["UsernameExistsException", "User already exists"],
  },
  "an address that is taken": {
    pool: "email",
    name: "cat@example.com",
    refused: ["UsernameExistsException", "An account with the given email already exists."],
  },
  "a pool in which administrators make the users": {
    pool: "closed",
    refused: ["NotAuthorizedException", "SignUp is not permitted for this user pool"],
  },
  "a password of five characters": {
    pool: "plain",
    changes: { Password: "Aa1!x" },
    refused: [
      "InvalidParameterException",
      "1 validation error detected: Value at 'password' failed to satisfy constraint: " +
        "Member must have length greater than or equal to 6",
    ],
  },
  "a password that the policy does not allow": {
    pool: "plain",
    changes: { Password: "fixture1!aa" },
    refused: [
      "InvalidPasswordException",
      "Password did not conform with policy: Password must have uppercase characters",
    ],
  },
  "no password": {
    pool: "plain",
    changes: { Password: undefined },
    refused: [
      "InvalidParameterException",
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null",
    ],
  },
  "an attribute that only administrators write": {
    pool: "plain",
    changes: { UserAttributes: [{ Name: "email_verified", Value: "true" }] },
    refused: ["NotAuthorizedException", "A client attempted to write unauthorized attribute"],
  },
  "a name where an address is asked for": {
    pool: "email",
    refused: ["InvalidParameterException", "Username should be an email."],
  },
  "an address where it is an alias": {
    pool: "alias",
    name: "eve@example.com",
    refused: [
      "InvalidParameterException",
      "Username cannot be of email format, since user pool is configured for email alias.",
    ],
  },
  "a client with a secret and no hash": {
    pool: "secret",
    refused: [
      "NotAuthorizedException",
      "Client clientsecret is configured with secret but SECRET_HASH was not received",
    ],
  },
  "another hash": {
    pool: "secret",
    changes: { SecretHash: createHmac("sha256", "guess").update("eve").digest("base64") },
    refused: ["NotAuthorizedException", "SecretHash does not match for the client: clientsecret"],
  },
};
