import { type AccessRequest, evaluate } from "../../terraform/iam/evaluate";
import type { IamRole } from "../../terraform/model/iam";
import { findFunctionSession } from "../credentials/function-session";
import { requestKeys } from "../data-plane/condition-keys";
import type { GateRequest } from "../http/message";
import { verifySignature } from "../sigv4/verify";
import { type ControlPlaneContext, ControlPlaneError } from "./context";

/** A function that calls, and the role that its policies are on. */
export interface ControlPlaneCaller {
  readonly functionName: string;
  readonly role: IamRole;
}

/** What a call needs of the caller's role: each as an action, a resource and what is known of the call. */
export interface Need {
  /** `POST`: control-plane actions are HTTP verbs. */
  readonly verb: string;
  /** As it stands in ARNs, with its leading slash. */
  readonly path: string;
  /** `aws:RequestTag/NAME`, `aws:ResourceTag/NAME`. */
  readonly context: Readonly<Record<string, string>>;
}

/** @throws {ControlPlaneError} if the signature is not one of a function of this Terraform */
export function callerOf(request: GateRequest, context: ControlPlaneContext): ControlPlaneCaller {
  const { accessKeyId, model, seal } = context;
  const verified = verifySignature(request, {
    region: model.region,
    service: "apigateway",
    now: context.now(),
    find(keyId, sessionToken) {
      const session = keyId === accessKeyId ? findFunctionSession(sessionToken, seal) : undefined;
      const lambda = model.functions.find(({ name }) => name === session?.functionName);
      const role = model.roles.find(({ arn }) => arn === session?.roleArn);
      if (!session || !role || lambda?.roleArn !== role.arn) return undefined;
      return {
        functionName: session.functionName,
        role,
        secretAccessKey: session.secretAccessKey,
        // It ends with the gate's run, whose key id it goes with.
        expires: new Date(8.64e15),
      };
    },
  });
  if ("problem" in verified) throw new ControlPlaneError(403, verified.problem, verified.message);
  return verified.credential;
}

/**
 * Whether the role's policies, within its boundary, allow all of it. What depends on something that the gate does not
 * know of the call is refused.
 *
 * @throws {ControlPlaneError} `AccessDeniedException`
 */
export function requireAllowed(
  { functionName, role }: ControlPlaneCaller,
  needs: readonly Need[],
  request: GateRequest,
  { model, now }: ControlPlaneContext,
): void {
  for (const { context, path, verb } of needs) {
    const asked: AccessRequest = {
      action: `apigateway:${verb}`,
      resource: `arn:aws:apigateway:${model.region}::${path}`,
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
    if (sides.every((policies) => evaluate(policies, asked).outcome === "allow")) continue;
    const who = `arn:aws:sts::${model.accountId}:assumed-role/${role.name}/${functionName}`;
    throw new ControlPlaneError(
      403,
      "AccessDeniedException",
      `User: ${who} is not authorized to perform: ${asked.action} on resource: ${asked.resource} because no identity-based policy allows the ${asked.action} action`,
    );
  }
}
