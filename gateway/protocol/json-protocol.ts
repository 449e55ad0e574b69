import { randomUUID } from "node:crypto";
import type { ReadBody } from "../http/body";
import { type Header, type HttpRequest, type HttpResponse, headerValues } from "../http/message";
import { checkInput, type InputSchema, parseJsonObject } from "./input";
import { ServiceError } from "./service-error";

/**
 * One operation of a service, in a file of its own in the service's folder `operations`.
 *
 * @typeParam Context what it works from besides its input
 */
export interface Operation<Context, Output = unknown> {
  /** As `x-amz-target` has it behind the dot: `InitiateAuth`. */
  readonly name: string;
  readonly input: InputSchema<Output>;
  /**
   * Verifies who calls, before anything else is read of the input. Absent: the operation takes unsigned requests.
   *
   * @throws {ServiceError} where the caller is not known
   */
  authenticate?(request: HttpRequest, context: Context): Authorization<Output>;
  /**
   * @returns the output, as JSON has it
   * @throws {ServiceError} an exception of the service; any other error is answered with 500
   */
  run(input: Output, context: Context): unknown;
}

export interface Authorization<Output> {
  /** @throws {ServiceError} where the caller may not call the operation with this input */
  check(input: Output): void;
}

export interface Service<Context> {
  /** The part of `x-amz-target` before the dot. */
  readonly target: string;
  readonly operations: readonly Operation<Context>[];
}

/**
 * Bytes of an operation's input. Callers need no credentials, so it is far less than a call of the API may have. The longest
 * that is documented are ten logins of 50,000 characters each, with names of 128.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html
 */
const LONGEST_INPUT = 512 << 10;

export interface ServiceOptions<Context> {
  readonly context: Context;
  readonly log: (line: string) => void;
}

/**
 * Answers a call of AWS's JSON protocol (1.1): `POST /`, the operation in a header, errors as 400.
 *
 * @returns `undefined` where the request is not for this service
 */
export async function answerService<Context>(
  request: HttpRequest,
  readBody: ReadBody,
  service: Service<Context>,
  { context, log }: ServiceOptions<Context>,
): Promise<HttpResponse | undefined> {
  const name = operationNameIn(request, service.target);
  if (name === undefined) return undefined;
  const body = await readBody(LONGEST_INPUT);
  const loggedName = name.replace(/\W/g, "");
  try {
    const operation = service.operations.find((candidate) => candidate.name === name);
    if (operation === undefined)
      throw new ServiceError(
        "UnknownOperationException",
        `${service.target}.${name} is not served by this gate.`,
      );
    const authorization = operation.authenticate?.({ ...request, body }, context);
    const input = checkInput(operation.input, parseJsonObject(body));
    authorization?.check(input);
    const output = await operation.run(input, context);
    log(`${loggedName} 200`);
    return json(200, output);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    // What follows an empty line repeats the request, with its tokens.
    const [said = ""] = error.message.split("\n\n");
    const message = said.replace(/[^\x20-\x7e]/g, " ");
    log(`${loggedName} 400 ${message}`);
    return json(400, { __type: error.type, message: error.message }, [
      ["x-amzn-ErrorType", `${error.type}:`],
      ["x-amzn-ErrorMessage", message],
    ]);
  }
}

/** The operation's name in `x-amz-target`, where that names the service. */
function operationNameIn({ headers, path, verb }: HttpRequest, target: string): string | undefined {
  const values = headerValues({ headers }, "x-amz-target");
  const [service, operation, ...more] = values[0]?.split(".") ?? [];
  const isCall = path === "/" && verb === "POST" && values.length === 1 && more.length === 0;
  return isCall && service === target ? operation : undefined;
}

/** Answers the preflight of a browser that calls one of these services from a page. */
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
