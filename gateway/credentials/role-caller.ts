import { type AccessRequest, evaluate, type PolicyDecision } from "../../terraform/access/iam";
import type { ApiModel, IamRole } from "../../terraform/model";
import type { HttpRequest } from "../http/message";
import { requestKeys } from "./condition-keys";
import { principalTagKeys } from "./role-tags";
import type { Session } from "./session";
import { sessionPolicies } from "./session-policies";

/** A session of a role of this Terraform that calls a service of AWS. */
export interface RoleCaller {
  readonly role: IamRole;
  readonly sessionName: string;
  /** Condition keys of the session. @default none */
  readonly keys?: Session["keys"];
  /** Policies that limit the session. @default none */
  readonly policies?: Session["policies"];
  /** Managed policies that do, too. @default none */
  readonly policyArns?: Session["policyArns"];
}

export interface RoleRequest {
  /** `dynamodb:GetItem` */
  readonly action: string;
  readonly resource: string;
  /** Condition keys besides those that every request has. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

interface Place {
  readonly model: ApiModel;
  readonly now: () => Date;
}

/**
 * Evaluates the role's policies, within its boundary. A statement that depends on a condition key without a value is
 * `unknown`, and `unknown` is refused.
 *
 * @returns the decision that refuses the request; `undefined` where it is allowed
 */
export function refusedToRole(
  caller: RoleCaller,
  { action, context, resource }: RoleRequest,
  request: HttpRequest,
  { model, now }: Place,
): PolicyDecision | undefined {
  const { keys, role, sessionName } = caller;
  const asked: AccessRequest = {
    action,
    resource,
    context: {
      ...requestKeys(request, now()),
      "aws:PrincipalAccount": model.accountId,
      "aws:PrincipalArn": role.arn,
      "aws:PrincipalType": "AssumedRole",
      "aws:RequestedRegion": model.region,
      "aws:userid": `${role.uniqueId}:${sessionName}`,
      ...principalTagKeys(role),
      ...keys,
      ...context,
    },
    open: true,
  };
  const limits = sessionPolicies(caller, model);
  const sides = [role.policies, ...(role.boundary ? [[role.boundary]] : []), ...(limits ? [limits] : [])];
  return sides.map((policies) => evaluate(policies, asked)).find(({ outcome }) => outcome !== "allow");
}

/** AWS's message. */
export function notAuthorized(
  { role, sessionName }: RoleCaller,
  { action, resource }: RoleRequest,
  { model }: Pick<Place, "model">,
): string {
  const who = `arn:aws:sts::${model.accountId}:assumed-role/${role.name}/${sessionName}`;
  return (
    `User: ${who} is not authorized to perform: ${action} on resource: ${resource} ` +
    `because no identity-based policy allows the ${action} action`
  );
}
