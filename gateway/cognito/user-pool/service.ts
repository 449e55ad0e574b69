import type { Service } from "../protocol/service";
import type { UserPoolContext } from "./context";
import { initiateAuth } from "./operations/initiate-auth";

/** Cognito's user pools, as far as they are built: one file for each operation. */
export const userPoolService: Service<UserPoolContext> = {
  target: "AWSCognitoIdentityProviderService",
  operations: {
    InitiateAuth: initiateAuth,
  },
};
