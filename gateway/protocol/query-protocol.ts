import { randomUUID } from "node:crypto";
import type { ReadBody } from "../http/body";
import { allParametersIn, isForm, type Parameters } from "../http/form";
import type { HttpRequest, HttpResponse } from "../http/message";
import { ServiceError } from "./service-error";
import { type XmlElements, xmlOf } from "./xml";

/** AWS's query protocol: parameters in a form or in the query, answers in XML. */

/** One operation of a service, in a file of its own in the service's folder `operations`. */
export interface QueryOperation<Context> {
  /** As the parameter `Action` has it. */
  readonly name: string;
  /** The parameters that it reads, besides `Action` and `Version`; in lists as `Tags.member.N.Key`. */
  readonly parameters: readonly string[];
  /**
   * @returns the elements of the result
   * @throws {ServiceError} an error of the service; any other error is answered with 500
   */
  run(call: QueryCall, context: Context): XmlElements | Promise<XmlElements>;
}

export interface QueryCall {
  readonly parameters: Parameters;
  /** With its body, which a signature covers. */
  readonly request: HttpRequest;
}

export interface QueryService<Context> {
  /** As the parameter `Version` has it: `2011-06-15`. */
  readonly version: string;
  /** Namespace of the answers. */
  readonly namespace: string;
  readonly operations: readonly QueryOperation<Context>[];
}

/** Bytes of a call. The longest parameter is a SAML response, of 100,000 characters. */
const LONGEST_CALL = 256 << 10;

/**
 * The parameters of a call in the query protocol.
 *
 * @returns `undefined` where the request is none
 */
export async function queryCallIn(request: HttpRequest, readBody: ReadBody): Promise<QueryCall | undefined> {
  if (request.path !== "/") return undefined;
  if (request.verb === "GET") {
    const parameters = allParametersIn(request.query);
    return parameters !== "repeated" && parameters.has("Action") ? { parameters, request } : undefined;
  }
  if (request.verb !== "POST" || !isForm(request)) return undefined;
  const body = await readBody(LONGEST_CALL);
  const parameters = allParametersIn(request.query, body.toString("utf8"));
  if (parameters === "repeated") return { parameters: new Map(), request: { ...request, body } };
  return parameters.has("Action") ? { parameters, request: { ...request, body } } : undefined;
}

/** Answers a call; one that the service does not have is an `InvalidAction`. */
export async function answerQuery<Context>(
  call: QueryCall,
  service: QueryService<Context>,
  { context, log }: { readonly context: Context; readonly log: (line: string) => void },
): Promise<HttpResponse> {
  const name = call.parameters.get("Action") ?? "";
  const logged = name.replace(/\W/g, "");
  try {
    const operation = service.operations.find((candidate) => candidate.name === name);
    if (operation === undefined) throw invalidAction(call, "is not served by this gate");
    checkNames(call.parameters, operation);
    const result = await operation.run(call, context);
    log(`${logged} 200`);
    return xml(200, `${name}Response`, service.namespace, (RequestId) => ({
      [`${name}Result`]: result,
      ResponseMetadata: { RequestId },
    }));
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const [said = ""] = error.message.split("\n\n");
    log(`${logged} ${error.status} ${error.type}: ${said.replace(/[^\x20-\x7e]/g, " ")}`);
    return errorAnswer(error, service.namespace);
  }
}

/**
 * A parameter that is not read would be ignored, also a misspelt one that narrows what the caller gets. Which of them AWS
 * ignores is not documented, so that all are refused. Those of a signature in the query are read elsewhere.
 */
function checkNames(
  given: Parameters,
  { name, parameters }: Pick<QueryOperation<unknown>, "name" | "parameters">,
): void {
  const known = new Set(["Action", "Version", ...parameters]);
  const unread = [...given.keys()].find(
    (one) => !known.has(one.replace(MEMBER, ".member.N")) && !/^X-Amz-/i.test(one),
  );
  if (unread !== undefined)
    throw new ServiceError(
      "ValidationError",
      `The parameter ${unread.slice(0, 200)} of ${name} is not served by this gate.`,
    );
}

/** The place in a list, from 1. */
const MEMBER = /\.member\.[1-9]\d{0,2}(?=\.|$)/g;

export function invalidAction({ parameters }: QueryCall, why: string): ServiceError {
  const [action, version] = ["Action", "Version"].map((name) => parameters.get(name));
  return new ServiceError(
    "InvalidAction",
    `The action ${action ?? "NO_ACTION_SPECIFIED"} of version ${version ?? "NO_VERSION_SPECIFIED"} ${why}.`,
  );
}

export function errorAnswer({ message, status, type }: ServiceError, namespace: string): HttpResponse {
  return xml(status, "ErrorResponse", namespace, (RequestId) => ({
    Error: { Type: status < 500 ? "Sender" : "Receiver", Code: type, Message: message },
    RequestId,
  }));
}

function xml(
  status: number,
  root: string,
  namespace: string,
  contents: (requestId: string) => XmlElements,
): HttpResponse {
  const requestId = randomUUID();
  return {
    status,
    headers: [
      ["Content-Type", "text/xml"],
      ["x-amzn-RequestId", requestId],
    ],
    body: `<${root} xmlns="${namespace}">${xmlOf(contents(requestId))}</${root}>`,
  };
}
