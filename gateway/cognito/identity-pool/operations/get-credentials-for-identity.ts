import * as v from "valibot";
import { mayAssume } from "../../../../terraform/access/decide";
import type { IamRole } from "../../../../terraform/model";
import { OPEN_ID_PROVIDER } from "../../../credentials/identity-pool-token";
import { issueCredentials } from "../../../credentials/session";
import { requiredText, textMap } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { type Access, accessTo, amrOf } from "../access";
import { GUEST_POLICY } from "../guest-policy";
import { type IdentityPoolContext, identityPoolOperation } from "../identity-pool-operation";
import { principalTags, type Tags } from "../principal-tags";
import { roleFor } from "../role-choice";

/** Credentials of the enhanced flow are valid for an hour. */
const LIFETIME_MS = 3_600_000;

/**
 * The enhanced flow: the role that the pool chooses for the identity, and that role's trust policy, which must allow this
 * identity pool.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html
 */
export const getCredentialsForIdentity = identityPoolOperation({
  name: "GetCredentialsForIdentity",
  input: v.object({
    IdentityId: requiredText,
    Logins: textMap,
    CustomRoleArn: v.optional(v.string()),
  }),
  async run({ CustomRoleArn: customRoleArn, IdentityId: identityId, Logins: logins }, context) {
    const access = await accessTo(identityId, logins, context);
    const { by, identity, pool } = access;
    const tags = tagsOf(access);
    const role = assumableRole(roleFor(access, customRoleArn), { access, tags }, context);
    const expires = new Date(context.now().getTime() + LIFETIME_MS);
    const [, ...methods] = amrOf(access);
    const credentials = issueCredentials(
      {
        roleArn: role.arn,
        roleId: role.uniqueId,
        sessionName: "CognitoIdentityCredentials",
        cognito: {
          identityId: identity.id,
          identityPoolId: pool.id,
          authenticationType: by === "guest" ? "unauthenticated" : "authenticated",
          ...(by !== "guest" && { methods, authenticationProvider: methods.join(",") }),
        },
        keys: Object.fromEntries(
          Object.entries(tags).map(([name, value]) => [`aws:PrincipalTag/${name}`, value]),
        ),
        ...(by === "guest" && { policies: [GUEST_POLICY] }),
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
      IdentityId: identity.id,
    };
  },
});

function tagsOf({ by, pool }: Access): Tags {
  if (by === "guest") return {};
  if ("developer" in by) return by.developer.tags;
  return principalTags(pool, by.logins);
}

/** @throws {ServiceError} `InvalidIdentityPoolConfigurationException`, AWS's answer where STS refuses the role. */
function assumableRole(
  roleArn: string,
  { access, tags }: { readonly access: Access; readonly tags: Tags },
  { model }: IdentityPoolContext,
): IamRole {
  const { identity, pool } = access;
  const role = model.roles.find(({ arn }) => arn === roleArn);
  const names = Object.keys(tags);
  const context = {
    [`${OPEN_ID_PROVIDER}:amr`]: amrOf(access),
    [`${OPEN_ID_PROVIDER}:aud`]: [pool.id],
    [`${OPEN_ID_PROVIDER}:sub`]: [identity.id],
    "aws:TagKeys": names,
    ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [`aws:RequestTag/${name}`, value])),
  };
  const principal = { type: "Federated", value: OPEN_ID_PROVIDER } as const;
  const actions = ["sts:AssumeRoleWithWebIdentity", ...(names.length > 0 ? ["sts:TagSession"] : [])];
  const isTrusted = (found: IamRole) =>
    actions.every(
      (action) => mayAssume(found, { action, principal, context, open: true }).outcome === "allow",
    );
  if (role === undefined || !isTrusted(role))
    throw cognitoError(
      "InvalidIdentityPoolConfigurationException",
      "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
    );
  return role;
}
