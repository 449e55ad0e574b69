import { randomUUID } from "node:crypto";
import type { ReadBody } from "../http/body";
import { type Header, type HttpRequest, type HttpResponse, headerValues } from "../http/message";

/** An error of a service, under the name and with the text that AWS gives it. */
export class ServiceError extends Error {
  constructor(
    /** `NotAuthorizedException` */
    readonly type: string,
    message: string,
  ) {
    super(message);
  }
}

/** One operation of a service: its input as the client sent it, checked by the operation itself. */
export type Operation<Context> = (
  input: Readonly<Record<string, unknown>>,
  context: Context,
) => unknown | Promise<unknown>;

export interface Service<Context> {
  /** The part of `x-amz-target` before the dot. */
  readonly target: string;
  readonly operations: Readonly<Record<string, Operation<Context>>>;
}

/**
 * Bytes of an operation's input. Anybody may send one, so it is far less than a call of the API may have. The longest
 * that is documented are ten logins of 50,000 characters each, with names of 128.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html
 */
const LONGEST_INPUT = 512 << 10;

/** The operation's name in `x-amz-target`, where that names this service. */
export function operationOf(request: HttpRequest, { target }: Service<never>): string | undefined {
  const header = headerValues(request, "x-amz-target");
  const [service, operation, ...more] = header[0]?.split(".") ?? [];
  return header.length === 1 && service === target && more.length === 0 ? operation : undefined;
}

/** Answers one call of AWS's JSON protocol (1.1): `POST /`, the operation in a header, errors as 400. */
export async function answerOperation<Context>(
  name: string,
  readBody: ReadBody,
  { operations, target }: Service<Context>,
  context: Context,
): Promise<HttpResponse> {
  const body = await readBody(LONGEST_INPUT);
  try {
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (operation === undefined)
      throw new ServiceError("UnknownOperationException", `${target}.${name} is not served by this gate.`);
    return json(200, await operation(parseInput(body), context));
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return json(400, { __type: error.type, message: error.message }, [
      ["x-amzn-ErrorType", `${error.type}:`],
      ["x-amzn-ErrorMessage", error.message.replace(/[^\x20-\x7e]/g, " ")],
    ]);
  }
}

/** What a browser asks before it calls one of these services from a page. */
export function preflight(request: HttpRequest): HttpResponse {
  return {
    status: 200,
    headers: [
      ["Access-Control-Allow-Origin", "*"],
      ["Access-Control-Allow-Methods", "POST"],
      ["Access-Control-Allow-Headers", headerValues(request, "access-control-request-headers").join(",")],
      ["Access-Control-Max-Age", "172800"],
    ],
    body: "",
  };
}

function parseInput(body: Buffer): Record<string, unknown> {
  let input: unknown;
  try {
    input = JSON.parse(body.toString("utf8"));
  } catch {
    throw new ServiceError("SerializationException", "The request body is not JSON.");
  }
  if (typeof input !== "object" || input === null || Array.isArray(input))
    throw new ServiceError("SerializationException", "The request body is not a JSON object.");
  return input as Record<string, unknown>;
}

function json(status: number, body: unknown, headers: readonly Header[] = []): HttpResponse {
  return {
    status,
    headers: [
      ["Content-Type", "application/x-amz-json-1.1"],
      ["x-amzn-RequestId", randomUUID()],
      ["Access-Control-Allow-Origin", "*"],
      ["Access-Control-Expose-Headers", "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date"],
      ...headers,
    ],
    body: JSON.stringify(body),
  };
}
