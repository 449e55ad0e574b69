import type { AttachedPolicy, IamRole } from "../../../terraform/model";
import { type RoleCaller, refusedToRole } from "../../credentials/role-caller";
import { principalTagKeys, roleTagKeys } from "../../credentials/role-tags";
import type { ServiceCaller } from "../../credentials/service-caller";
import type { HttpRequest } from "../../http/message";
import { type Assuming, actionsOf, isTrusted, sessionAnswer, tagKeys } from "../assume";
import { type CallerNames, callerOf, namesOf } from "../caller";
import { accessDenied, validationError } from "../errors";
import {
  checkDuration,
  externalIdIn,
  roleArnIn,
  SESSION_PARAMETERS,
  sessionNameIn,
  sessionRequestIn,
} from "../session-request";
import { TAG_PARAMETERS, tagsIn } from "../session-tags";
import { type StsContext, stsOperation } from "../sts-operation";

const LONGEST_CHAINED_SECONDS = 3_600;

/**
 * Gives a session of a role to a signed caller. The role's trust policy decides, and where it only names the account, the
 * caller's own policies too.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const assumeRole = stsOperation({
  name: "AssumeRole",
  // Neither multi-factor devices, source identities, transitive tags nor contexts are served.
  parameters: ["RoleArn", "RoleSessionName", "ExternalId", ...SESSION_PARAMETERS, ...TAG_PARAMETERS],
  run({ parameters, request }, context) {
    const caller = callerOf(request, context);
    const roleArn = roleArnIn(parameters);
    const sessionName = sessionNameIn(parameters);
    const asked = sessionRequestIn(parameters, context);
    const externalId = externalIdIn(parameters);
    const names = namesOf(caller, context);
    const role = context.model.roles.find((candidate) => candidate.arn === roleArn);
    const assuming: Assuming = {
      action: "sts:AssumeRole",
      principal: { type: "AWS", value: names.arn },
      keys: {
        ...principalKeys(caller, names, context),
        "sts:ExternalId": externalId === undefined ? [] : [externalId],
      },
      sessionName,
      tags: tagsIn(parameters),
    };
    if (!role || !mayBeAssumed(role, caller, assuming, request, context))
      throw accessDenied(
        `User: ${names.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      );
    if (caller !== "operator" && asked.durationSeconds > LONGEST_CHAINED_SECONDS)
      throw validationError(
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
      );
    checkDuration(asked.durationSeconds, role);
    return sessionAnswer(role, { keys: {}, sessionName, tags: assuming.tags }, asked, context);
  },
});

function mayBeAssumed(
  role: IamRole,
  caller: ServiceCaller,
  assuming: Assuming,
  request: HttpRequest,
  context: StsContext,
): boolean {
  if (!isTrusted(role, assuming, request, context)) return false;
  if (caller === "operator") return true;
  const keys = { ...roleTagKeys(role, "aws:ResourceTag", "iam:ResourceTag"), ...tagKeys(assuming) };
  const refused = (asking: RoleCaller) =>
    actionsOf(assuming).some((action) =>
      refusedToRole(asking, { action, resource: role.arn, context: keys }, request, context),
    );
  if (!refused(caller)) return true;
  // A trust policy that names the role itself needs no policy of it, but its own Deny, boundary and session hold.
  const direct = { ...assuming, principal: { ...assuming.principal, withoutAccount: true } } as const;
  if (!isTrusted(role, direct, request, context)) return false;
  const ofRole = { ...caller, role: { ...caller.role, policies: [...caller.role.policies, assumeAny] } };
  return !refused(ofRole);
}

/** What a trust policy that names a role gives it, as a policy of the role. */
const assumeAny: AttachedPolicy = {
  address: "trust policy",
  name: "trust policy",
  document: {
    version: "2012-10-17",
    statements: [
      { effect: "Allow", actions: ["sts:AssumeRole", "sts:TagSession"], resources: ["*"], conditions: [] },
    ],
  },
};

function principalKeys(
  caller: ServiceCaller,
  { arn, userId }: CallerNames,
  { model: { accountId } }: StsContext,
): Assuming["keys"] {
  const shared = { "aws:PrincipalAccount": accountId, "aws:userid": userId };
  if (caller === "operator")
    return {
      ...shared,
      "aws:PrincipalArn": arn,
      "aws:PrincipalType": "User",
      "aws:username": "operator",
      "aws:PrincipalTag/*": [],
    };
  return {
    ...shared,
    "aws:PrincipalArn": caller.role.arn,
    "aws:PrincipalType": "AssumedRole",
    ...principalTagKeys(caller.role),
    ...caller.keys,
  };
}
