import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { signedPoolOperation } from "../signed-operation";

/** What the gate serves of the pool. https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentityPool.html */
export const describeIdentityPool = signedPoolOperation({
  name: "DescribeIdentityPool",
  input: v.object({ IdentityPoolId: requiredText }),
  run: (_, { pool }) => ({
    IdentityPoolId: pool.id,
    IdentityPoolName: pool.name,
    AllowUnauthenticatedIdentities: pool.allowUnauthenticated,
    AllowClassicFlow: pool.allowClassicFlow,
    ...(pool.developerProviderName !== undefined && { DeveloperProviderName: pool.developerProviderName }),
    CognitoIdentityProviders: pool.providers.map(({ clientId, providerName, serverSideTokenCheck }) => ({
      ProviderName: providerName,
      ClientId: clientId,
      ServerSideTokenCheck: serverSideTokenCheck,
    })),
  }),
});
