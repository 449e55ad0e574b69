import type { Service } from "../../protocol/json-protocol";
import { initiateAuth } from "./operations/initiate-auth";
import type { UserPoolContext } from "./user-pool-operation";

/** Cognito's user pools, as far as they are built: one file for each operation. */
export const userPoolService: Service<UserPoolContext> = {
  target: "AWSCognitoIdentityProviderService",
  operations: {
    InitiateAuth: initiateAuth,
  },
};
