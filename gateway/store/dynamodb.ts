import { randomUUID } from "node:crypto";
import { type FunctionCallers, functionCaller } from "../credentials/function-caller";
import { notAuthorized, refusedToRole } from "../credentials/role-caller";
import { type HttpRequest, type HttpResponse, headerValues } from "../http/message";
import { parseJsonObject } from "../protocol/input";
import { ServiceError } from "../protocol/service-error";
import { needsOf } from "./needs";
import { type Store, StoreProblem } from "./store";

export interface TablesContext extends FunctionCallers {
  readonly store: Pick<Store, "call">;
  readonly log: (line: string) => void;
}

/**
 * Answers a function's call of DynamoDB: verifies the signature, then checks the role's policies, and only then calls
 * the store. It is on a port of its own, which only functions are given.
 */
export async function answerTables(request: HttpRequest, context: TablesContext): Promise<HttpResponse> {
  const operation = operationOf(request) ?? "UnknownOperation";
  let who = "";
  try {
    // A page in a browser sends an Origin header, and is refused even where it has the key.
    const verified =
      headerValues(request, "origin").length > 0 ? FOREIGN : functionCaller(request, "dynamodb", context);
    if ("problem" in verified) throw new ServiceError(verified.problem, verified.message);
    const caller = verified.credential;
    who = ` for ${caller.functionName}`;
    const needs = needsOf(operation, parseJsonObject(request.body), context.model);
    if (needs === undefined)
      throw new ServiceError(
        "UnknownOperationException",
        `${operation} is not an operation of DynamoDB that this gate supports.`,
      );
    for (const need of needs)
      if (refusedToRole(caller, need, request, context))
        throw new ServiceError("AccessDeniedException", notAuthorized(caller, need, context));
    const { body, status } = await context.store.call(operation, request.body);
    return json(status, body);
  } catch (cause) {
    const error = asServiceError(cause);
    // The message about a signature repeats the request, with its tokens.
    const said = who === "" ? "" : ` ${cause instanceof StoreProblem ? cause.message : error.message}`;
    context.log(`dynamodb ${operation} ${error.status}${who} ${error.type}:${said}`);
    return json(error.status, JSON.stringify({ __type: typeOf(error), message: error.message }));
  }
}

const FOREIGN = {
  problem: "UnrecognizedClientException",
  message: "The request comes from a page.",
} as const;

/** The problem of the store is logged for the operator; a function can only try again. */
function asServiceError(cause: unknown): ServiceError {
  if (cause instanceof ServiceError) return cause;
  if (cause instanceof StoreProblem)
    return new ServiceError("InternalServerError", "The gate's table store cannot answer: see its log.", 500);
  throw cause;
}

function typeOf({ status, type }: ServiceError): string {
  return `${status === 500 ? "com.amazonaws.dynamodb.v20120810" : "com.amazon.coral.service"}#${type}`;
}

function operationOf(request: HttpRequest): string | undefined {
  const targets = headerValues(request, "x-amz-target");
  const operation = /^DynamoDB_20120810\.([A-Za-z]{1,64})$/.exec(targets[0] ?? "")?.[1];
  return targets.length === 1 && request.verb === "POST" ? operation : undefined;
}

function json(status: number, body: string | Buffer): HttpResponse {
  return {
    status,
    headers: [
      ["Content-Type", "application/x-amz-json-1.0"],
      ["x-amzn-RequestId", randomUUID()],
    ],
    body,
  };
}
