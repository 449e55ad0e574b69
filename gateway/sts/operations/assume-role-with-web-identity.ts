import { isTrusted, sessionAnswer } from "../assume";
import { accessDenied } from "../errors";
import {
  checkDuration,
  requiredParameter,
  roleArnIn,
  SESSION_PARAMETERS,
  sessionNameIn,
  sessionRequestIn,
} from "../session-request";
import { stsOperation } from "../sts-operation";
import { verifyWebIdentity } from "../web-identity";

const TOKEN = { min: 4, max: 20_000 };

/**
 * Gives a session of a role for an OpenID Connect token. The call is not signed: the token and the role's trust policy
 * decide.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export const assumeRoleWithWebIdentity = stsOperation({
  name: "AssumeRoleWithWebIdentity",
  // ProviderId is of tokens that are no OpenID Connect tokens, which are not served.
  parameters: ["RoleArn", "RoleSessionName", "WebIdentityToken", ...SESSION_PARAMETERS],
  async run({ parameters, request }, context) {
    const roleArn = roleArnIn(parameters);
    const sessionName = sessionNameIn(parameters);
    const token = requiredParameter(parameters, "WebIdentityToken", TOKEN);
    const asked = sessionRequestIn(parameters, context);
    const { audience, keys, provider, sessionKeys, subject, tags } = await verifyWebIdentity(token, context);
    const role = context.model.roles.find(({ arn }) => arn === roleArn);
    const assuming = {
      action: "sts:AssumeRoleWithWebIdentity",
      principal: { type: "Federated", value: provider },
      keys,
      sessionName,
      tags,
    } as const;
    // Which roles there are is not told to callers that none of them trusts.
    if (!role || !isTrusted(role, assuming, request, context))
      throw accessDenied("Not authorized to perform sts:AssumeRoleWithWebIdentity");
    checkDuration(asked.durationSeconds, role);
    return {
      ...sessionAnswer(role, { ...assuming, keys: sessionKeys }, asked, context),
      SubjectFromWebIdentityToken: subject,
      Audience: audience,
      Provider: provider,
    };
  },
});
