import { randomUUID } from "node:crypto";
import type { Header, HttpRequest, HttpResponse } from "../http/message";
import { checkInput, parseJsonObject } from "../protocol/input";
import { ServiceError } from "../protocol/service-error";
import { callerOf, requireAllowed } from "./authorize";
import type { ControlPlaneContext, ControlPlaneOperation } from "./control-plane-operation";
import { controlPlaneOperations } from "./operations";

/**
 * Answers a function's call of API Gateway's control plane, in which functions keep API keys: verifies the signature,
 * then checks the role's policies, and only then carries out the operation. Keys of the Terraform have no tags here and
 * cannot be changed. The control plane is on a port of its own, which only functions are given.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html
 */
export function answerControlPlane(request: HttpRequest, context: ControlPlaneContext): HttpResponse {
  const { operation, ids } = operationOf(request);
  const name = operation?.name ?? "UnknownOperation";
  try {
    const caller = callerOf(request, context);
    if (!operation)
      throw new ServiceError(
        "UnknownOperationException",
        `${request.verb} ${request.path} is not an operation that this gate supports.`,
        404,
      );
    const members = request.body.length === 0 ? {} : parseJsonObject(request.body);
    const input = checkInput(operation.input, members);
    const call = { ids, query: new URLSearchParams(request.query), input };
    requireAllowed(caller, operation.needs(call, context), request, context);
    const [status, output] = operation.run(call, context);
    context.log(`apigateway ${name} ${status} for ${caller.functionName}`);
    return json(status, output);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    // The message about a signature repeats the request, with its tokens.
    const said = error.status === 403 && error.type !== "AccessDeniedException" ? "" : ` ${error.message}`;
    context.log(`apigateway ${name} ${error.status} ${error.type}:${said}`);
    return json(error.status, { message: error.message }, [["x-amzn-ErrorType", error.type]]);
  }
}

function operationOf({ path, verb }: HttpRequest): {
  readonly operation: ControlPlaneOperation | undefined;
  readonly ids: readonly string[];
} {
  for (const operation of controlPlaneOperations as readonly ControlPlaneOperation[]) {
    const found = operation.verb === verb ? operation.path.exec(path) : null;
    // Ids are letters and digits. An escaped one is not found.
    if (found) return { operation, ids: found.slice(1) };
  }
  return { operation: undefined, ids: [] };
}

function json(status: number, output: unknown, headers: readonly Header[] = []): HttpResponse {
  return {
    status,
    headers: [["Content-Type", "application/json"], ["x-amzn-RequestId", randomUUID()], ...headers],
    body: output === undefined ? "" : JSON.stringify(output),
  };
}
