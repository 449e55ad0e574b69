import type { HttpRequest } from "../http/message";
import type { SignatureProblem } from "../sigv4/parse";
import { type Found, verifySignature } from "../sigv4/verify";
import { type FunctionCallers, findFunction } from "./function-caller";
import { operatorKeys } from "./operator";
import type { RoleCaller } from "./role-caller";
import { findSession } from "./session";

/** Who calls an operation that manages a service: the operator, who may do everything, or a session of a role. */
export type ServiceCaller = "operator" | RoleCaller;

/**
 * Verifies the signature of a request for a service. The keys are the operator's, a function's, or those of a role that
 * the gate gave a session of: to a system, or to a user through an identity pool.
 */
export function serviceCaller(
  request: HttpRequest,
  service: "cognito-identity" | "cognito-idp" | "sts",
  callers: FunctionCallers,
): { readonly credential: { readonly caller: ServiceCaller } } | SignatureProblem {
  return verifySignature(request, {
    region: callers.model.region,
    service,
    now: callers.now(),
    find: (keyId, sessionToken) => find(keyId, sessionToken, callers),
  });
}

function find(
  keyId: string,
  sessionToken: string | undefined,
  callers: FunctionCallers,
): Found<{ readonly caller: ServiceCaller }> | undefined {
  const { model, seal } = callers;
  const operator = operatorKeys(seal);
  if (keyId === operator.accessKeyId && sessionToken === undefined)
    return { caller: "operator", secretAccessKey: operator.secretAccessKey, expires: new Date(8.64e15) };
  const lambda = findFunction(keyId, sessionToken, callers);
  if (lambda) return { caller: lambda, secretAccessKey: lambda.secretAccessKey, expires: lambda.expires };
  const session = findSession(keyId, sessionToken, seal);
  const role = model.roles.find(({ arn }) => arn === session?.roleArn);
  if (!session || !role) return undefined;
  const { expires, keys, policies, policyArns, secretAccessKey, sessionName } = session;
  const caller = {
    role,
    sessionName,
    ...(keys && { keys }),
    ...(policies && { policies }),
    ...(policyArns && { policyArns }),
  };
  return { caller, secretAccessKey, expires };
}
