import { isTrusted, sessionAnswer } from "../assume";
import { accessDenied, invalidIdentityToken } from "../errors";
import { verifySaml } from "../saml-identity";
import {
  arnIn,
  checkDuration,
  requiredParameter,
  roleArnIn,
  SESSION_PARAMETERS,
  sessionRequestIn,
} from "../session-request";
import { stsOperation } from "../sts-operation";

const ASSERTION = { min: 4, max: 100_000 };

/**
 * Gives a session of a role for a SAML response. The call is not signed: the identity provider's signature, the roles that it
 * names and the role's trust policy decide.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html
 */
export const assumeRoleWithSaml = stsOperation({
  name: "AssumeRoleWithSAML",
  parameters: ["RoleArn", "PrincipalArn", "SAMLAssertion", ...SESSION_PARAMETERS],
  async run({ parameters, request }, context) {
    const roleArn = roleArnIn(parameters);
    const principalArn = arnIn(parameters, "PrincipalArn");
    const response = requiredParameter(parameters, "SAMLAssertion", ASSERTION);
    const asked = sessionRequestIn(parameters, context);
    const provider = context.samlProviders.find(({ arn }) => arn === principalArn);
    if (provider === undefined) throw invalidIdentityToken("Specified provider doesn't exist");
    const { assertion, keys, nameQualifier, roleArns, sessionKeys, sessionName, subjectType, tags } =
      verifySaml(response, provider, context);
    const role = context.model.roles.find(({ arn }) => arn === roleArn);
    const assuming = {
      action: "sts:AssumeRoleWithSAML",
      principal: { type: "Federated", value: provider.arn },
      keys,
      sessionName,
      tags,
    } as const;
    if (!role || !roleArns.includes(roleArn) || !isTrusted(role, assuming, request, context))
      throw accessDenied("Not authorized to perform sts:AssumeRoleWithSAML");
    checkDuration(asked.durationSeconds, role);
    const used = context.used.add(assertion);
    const answer = sessionAnswer(
      role,
      { keys: sessionKeys, sessionName, tags },
      { ...asked, durationSeconds: secondsOf(asked.durationSeconds, assertion.sessionEndsAt, context.now()) },
      context,
    );
    await used;
    return {
      ...answer,
      Subject: assertion.subject.value,
      SubjectType: subjectType,
      Issuer: assertion.issuer,
      Audience: assertion.recipient,
      NameQualifier: nameQualifier,
    };
  },
});

/** The session ends with the identity provider's, where that is sooner. */
function secondsOf(asked: number, endsAt: number | undefined, now: Date): number {
  return endsAt === undefined ? asked : Math.min(asked, Math.floor((endsAt - now.getTime()) / 1_000));
}
