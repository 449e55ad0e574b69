import { mayAssume } from "../../../../terraform/access/decide/decide";
import type { IamRole } from "../../../../terraform/model/iam";
import type { IdentityPool } from "../../../../terraform/model/identity-pool";
import { issueCredentials } from "../../../credentials/session";
import { unverifiedClaims } from "../../../jwt/verify";
import { optionalText, requiredText, textMap } from "../../../protocol/input";
import { ServiceError } from "../../../protocol/json-protocol";
import { identityOf } from "../identity";
import type { IdentityPoolContext } from "../identity-pool-operation";
import { type Login, notAuthorized, verifyLogin } from "../login";
import { chooseRole } from "../role-choice";

/** Credentials of the enhanced flow hold for an hour. */
const LIFETIME_MS = 3_600_000;

/**
 * The enhanced flow: a verified login, the role that the pool's mapping chooses for it, and that role's own
 * word (its trust policy) that this identity pool may hand it out.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html
 */
export function getCredentialsForIdentity(
  input: Readonly<Record<string, unknown>>,
  context: IdentityPoolContext,
): unknown {
  const identityId = requiredText(input, "IdentityId");
  const pool = poolOf(identityId, input, context);
  const login = verifyLogin(input, pool, context);
  const role = assumableRole(chooseRole(pool, login, identityId, optionalText(input, "CustomRoleArn")), {
    context,
    identityId,
    pool,
  });
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
}

/** The call names no pool: it is the one in which the login has this identity. The login is verified after. */
function poolOf(
  identityId: string,
  input: Readonly<Record<string, unknown>>,
  { model, seal }: IdentityPoolContext,
): IdentityPool {
  const logins = Object.entries(textMap(input, "Logins"));
  if (logins.length === 0)
    throw notAuthorized("Unauthenticated access is not supported for this identity pool.");
  for (const [providerName, token] of logins) {
    const sub = unverifiedClaims(token)?.sub;
    if (typeof sub !== "string") continue;
    const login: Pick<Login, "providerName" | "sub"> = { providerName, sub };
    const pool = model.identityPools.find((candidate) => identityOf(candidate, login, seal) === identityId);
    if (pool !== undefined) return pool;
  }
  throw notAuthorized(
    "Logins don't match. Please include at least one valid login for this identity or identity pool.",
  );
}

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
    throw new ServiceError(
      "InvalidIdentityPoolConfigurationException",
      "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
    );
  return role;
}
