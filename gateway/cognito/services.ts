import type { Service } from "../protocol/json-protocol";
import type { IdentityPoolContext } from "./identity-pool/identity-pool-operation";
import { identityPoolOperations } from "./identity-pool/operations";
import { userPoolOperations } from "./user-pool/operations";
import type { UserPoolContext } from "./user-pool/user-pool-operation";

export const userPoolService: Service<UserPoolContext> = {
  target: "AWSCognitoIdentityProviderService",
  operations: userPoolOperations,
};

export const identityPoolService: Service<IdentityPoolContext> = {
  target: "AWSCognitoIdentityService",
  operations: identityPoolOperations,
};
