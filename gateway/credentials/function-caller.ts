import type { ApiModel } from "../../terraform/model";
import type { HttpRequest } from "../http/message";
import type { SignatureProblem } from "../sigv4/parse";
import { type Found, verifySignature } from "../sigv4/verify";
import type { Seal } from "../state/seal";
import { findFunctionSession } from "./function-session";
import type { RoleCaller } from "./role-caller";

/** A function that calls a service of AWS, and its role. */
export interface FunctionCaller extends RoleCaller {
  readonly functionName: string;
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
  callers: FunctionCallers,
): { readonly credential: FunctionCaller } | SignatureProblem {
  return verifySignature(request, {
    region: callers.model.region,
    service,
    now: callers.now(),
    find: (keyId, sessionToken) => findFunction(keyId, sessionToken, callers),
  });
}

/** The function whose key id and session token these are. */
export function findFunction(
  keyId: string,
  sessionToken: string | undefined,
  { accessKeyId, model, seal }: Omit<FunctionCallers, "now">,
): Found<FunctionCaller> | undefined {
  const session = keyId === accessKeyId ? findFunctionSession(sessionToken, seal) : undefined;
  const lambda = model.functions.find(({ name }) => name === session?.functionName);
  const role = model.roles.find(({ arn }) => arn === session?.roleArn);
  if (!session || !role || lambda?.roleArn !== role.arn) return undefined;
  return {
    functionName: session.functionName,
    sessionName: session.functionName,
    role,
    secretAccessKey: session.secretAccessKey,
    // The credentials end with the gate's run, whose key id they have.
    expires: new Date(8.64e15),
  };
}
