import { type AccessRequest, evaluate, type PolicyDecision } from "../../terraform/access/iam";
import type { ApiModel, IamRole } from "../../terraform/model";
import type { HttpRequest } from "../http/message";
import type { SignatureProblem } from "../sigv4/parse";
import { verifySignature } from "../sigv4/verify";
import type { Seal } from "../state/seal";
import { requestKeys } from "./condition-keys";
import { findFunctionSession } from "./function-session";

/** A function that calls a service of AWS, and its role. */
export interface FunctionCaller {
  readonly functionName: string;
  readonly role: IamRole;
}

export interface FunctionCallers {
  readonly model: ApiModel;
  readonly seal: Seal;
  /** The key id of this run of the gate. Credentials of earlier runs are not valid. */
  readonly accessKeyId: string;
  readonly now: () => Date;
}

/** Verifies the signature of a request for a service. The caller must be a function of this Terraform, with its role. */
export function functionCaller(
  request: HttpRequest,
  service: "apigateway" | "dynamodb",
  { accessKeyId, model, now, seal }: FunctionCallers,
): { readonly credential: FunctionCaller } | SignatureProblem {
  return verifySignature(request, {
    region: model.region,
    service,
    now: now(),
    find(keyId, sessionToken) {
      const session = keyId === accessKeyId ? findFunctionSession(sessionToken, seal) : undefined;
      const lambda = model.functions.find(({ name }) => name === session?.functionName);
      const role = model.roles.find(({ arn }) => arn === session?.roleArn);
      if (!session || !role || lambda?.roleArn !== role.arn) return undefined;
      return {
        functionName: session.functionName,
        role,
        secretAccessKey: session.secretAccessKey,
        // The credentials end with the gate's run, whose key id they have.
        expires: new Date(8.64e15),
      };
    },
  });
}

export interface FunctionRequest {
  /** `dynamodb:GetItem` */
  readonly action: string;
  readonly resource: string;
  /** Condition keys besides those that every request has. */
  readonly context?: Readonly<Record<string, string>>;
}

/**
 * Evaluates the role's policies, within its boundary. A statement that depends on a condition key without a value is
 * `unknown`, and `unknown` is refused.
 *
 * @returns the decision that refuses the request; `undefined` where it is allowed
 */
export function refusedToFunction(
  { functionName, role }: FunctionCaller,
  { action, context, resource }: FunctionRequest,
  request: HttpRequest,
  { model, now }: FunctionCallers,
): PolicyDecision | undefined {
  const asked: AccessRequest = {
    action,
    resource,
    context: {
      ...requestKeys(request, now()),
      "aws:PrincipalAccount": model.accountId,
      "aws:PrincipalArn": role.arn,
      "aws:PrincipalType": "AssumedRole",
      "aws:RequestedRegion": model.region,
      "aws:userid": `${role.uniqueId}:${functionName}`,
      ...context,
    },
    open: true,
  };
  const sides = [role.policies, ...(role.boundary ? [[role.boundary]] : [])];
  return sides.map((policies) => evaluate(policies, asked)).find(({ outcome }) => outcome !== "allow");
}

/** AWS's message. */
export function notAuthorized(
  { functionName, role }: FunctionCaller,
  { action, resource }: FunctionRequest,
  { model }: FunctionCallers,
): string {
  const who = `arn:aws:sts::${model.accountId}:assumed-role/${role.name}/${functionName}`;
  return (
    `User: ${who} is not authorized to perform: ${action} on resource: ${resource} ` +
    `because no identity-based policy allows the ${action} action`
  );
}
