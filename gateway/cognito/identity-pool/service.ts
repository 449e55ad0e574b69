import type { Service } from "../../protocol/json-protocol";
import type { IdentityPoolContext } from "./identity-pool-operation";
import { getCredentialsForIdentity } from "./operations/get-credentials-for-identity";
import { getId } from "./operations/get-id";

/** Cognito's identity pools, as far as they are built: one file for each operation. */
export const identityPoolService: Service<IdentityPoolContext> = {
  target: "AWSCognitoIdentityService",
  operations: {
    GetCredentialsForIdentity: getCredentialsForIdentity,
    GetId: getId,
  },
};
