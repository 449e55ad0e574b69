import { randomUUID } from "node:crypto";
import type { Header, HttpRequest, HttpResponse } from "../http/message";
import { callerOf, requireAllowed } from "./authorize";
import { type ControlPlaneContext, ControlPlaneError } from "./control-plane-operation";
import { parseInput } from "./input";
import { type Operation, operations } from "./operations";

/**
 * Answers a function's call of API Gateway's control plane: who signed it, whether that role may, and only then
 * the operation itself. It is on a port of its own, which functions alone are told.
 */
export function answerControlPlane(request: HttpRequest, context: ControlPlaneContext): HttpResponse {
  const { operation, ids } = operationOf(request);
  const name = operation?.name ?? "UnknownOperation";
  try {
    const caller = callerOf(request, context);
    if (!operation)
      throw new ControlPlaneError(
        404,
        "UnknownOperationException",
        `${request.verb} ${request.path} is no operation that this gate serves.`,
      );
    const call = { ids, query: new URLSearchParams(request.query), input: parseInput(request.body) };
    requireAllowed(caller, operation.needs(call, context), request, context);
    const [status, output] = operation.run(call, context);
    context.log(`apigateway ${name} ${status} for ${caller.functionName}`);
    return json(status, output);
  } catch (error) {
    if (!(error instanceof ControlPlaneError)) throw error;
    // A signature's own message repeats the request, tokens and all.
    const said = error.status === 403 && error.type !== "AccessDeniedException" ? "" : ` ${error.message}`;
    context.log(`apigateway ${name} ${error.status} ${error.type}:${said}`);
    return json(error.status, { message: error.message }, [["x-amzn-ErrorType", error.type]]);
  }
}

function operationOf({ path, verb }: HttpRequest): {
  readonly operation: Operation | undefined;
  readonly ids: readonly string[];
} {
  for (const operation of operations) {
    const found = operation.verb === verb ? operation.path.exec(path) : null;
    // Ids are letters and digits: what is escaped is no id, and not found.
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
