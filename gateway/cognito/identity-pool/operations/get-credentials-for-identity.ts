import * as v from "valibot";
import { mayAssume } from "../../../../terraform/access/decide";
import type { IamRole, IdentityPool } from "../../../../terraform/model";
import { issueCredentials } from "../../../credentials/session";
import { requiredText, textMap } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { type IdentityPoolContext, identityPoolOperation } from "../identity-pool-operation";
import { verifyLogin } from "../login";
import { poolOf } from "../pool-of";
import { chooseRole } from "../role-choice";

/** Credentials of the enhanced flow are valid for an hour. */
const LIFETIME_MS = 3_600_000;

/**
 * The enhanced flow: a verified login, the role that the pool's mapping chooses for it, and that role's trust
 * policy, which must allow this identity pool.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html
 */
export const getCredentialsForIdentity = identityPoolOperation({
  name: "GetCredentialsForIdentity",
  input: v.object({
    IdentityId: requiredText,
    Logins: textMap,
    CustomRoleArn: v.optional(v.string()),
  }),
  run({ CustomRoleArn: customRoleArn, IdentityId: identityId, Logins: logins }, context) {
    const pool = poolOf(identityId, logins, context);
    const login = verifyLogin(logins, pool, context);
    const roleArn = chooseRole(pool, login, identityId, customRoleArn);
    const role = assumableRole(roleArn, { context, identityId, pool });
    const expires = new Date(context.now().getTime() + LIFETIME_MS);
    const credentials = issueCredentials(
      {
        roleArn: role.arn,
        roleId: role.uniqueId,
        sessionName: "CognitoIdentityCredentials",
        cognito: {
          identityId,
          identityPoolId: pool.id,
          authenticationType: "authenticated",
          authenticationProvider: `${login.providerName},${login.providerName}:CognitoSignIn:${login.sub}`,
        },
      },
      expires,
      context.seal,
    );
    return {
      Credentials: {
        AccessKeyId: credentials.accessKeyId,
        Expiration: expires.getTime() / 1_000,
        SecretKey: credentials.secretAccessKey,
        SessionToken: credentials.sessionToken,
      },
      IdentityId: identityId,
    };
  },
});

/** @throws {ServiceError} `InvalidIdentityPoolConfigurationException`, AWS's answer where STS refuses the role. */
function assumableRole(
  roleArn: string,
  {
    context,
    identityId,
    pool,
  }: { readonly context: IdentityPoolContext; readonly identityId: string; readonly pool: IdentityPool },
): IamRole {
  const role = context.model.roles.find(({ arn }) => arn === roleArn);
  const decision =
    role &&
    mayAssume(role, {
      action: "sts:AssumeRoleWithWebIdentity",
      principal: { type: "Federated", value: "cognito-identity.amazonaws.com" },
      context: {
        "cognito-identity.amazonaws.com:amr": ["authenticated"],
        "cognito-identity.amazonaws.com:aud": [pool.id],
        "cognito-identity.amazonaws.com:sub": [identityId],
      },
      open: true,
    });
  if (role === undefined || decision?.outcome !== "allow")
    throw cognitoError(
      "InvalidIdentityPoolConfigurationException",
      "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
    );
  return role;
}
