import { randomUUID } from "node:crypto";
import { type HttpRequest, type HttpResponse, headerValues } from "../http/message";
import { errorAnswer, invalidAction, type QueryCall } from "./query-protocol";
import { xmlOf } from "./xml";

/** Answers to requests for services of AWS that the gate does not serve, each in the form that its clients read. */

/** JSON protocols: the operation is in `x-amz-target`. */
export function jsonNotServed(request: HttpRequest): HttpResponse | undefined {
  const [target] = headerValues(request, "x-amz-target");
  if (request.path !== "/" || request.verb !== "POST" || target === undefined) return undefined;
  const type = headerValues(request, "content-type")[0];
  const message = `${target.replace(/[^\w.]/g, "")} is not served by this gate.`;
  return json(type === "application/x-amz-json-1.0" ? type : "application/x-amz-json-1.1", 400, {
    __type: "UnknownOperationException",
    message,
  });
}

/** The query protocol of another service than STS, which its version tells. */
export function queryNotServed(call: QueryCall): HttpResponse {
  const version = call.parameters.get("Version")?.replace(/[^\w-]/g, "") ?? "";
  return errorAnswer(
    invalidAction(call, "is not served by this gate"),
    `http://webservices.amazon.com/doc/${version}/`,
  );
}

/**
 * REST protocols: the request is signed for a service that is none of the gate's, and its path may be any. S3's errors are
 * XML, and all others' JSON.
 */
export function restNotServed(request: HttpRequest): HttpResponse | undefined {
  const service = signedFor(request);
  if (service === undefined || SERVED.includes(service)) return undefined;
  const message = `The service ${service} is not served by this gate.`;
  if (service === "s3" || service === "s3express") return s3(message);
  return json("application/json", 404, { message, code: "UnknownOperationException" });
}

/** Services whose requests are answered elsewhere, also where they are wrong. */
const SERVED: readonly string[] = ["execute-api", "cognito-idp", "cognito-identity", "sts"];

/** The service in a signature's scope, in the header or in the query. */
function signedFor(request: HttpRequest): string | undefined {
  const [header = ""] = headerValues(request, "authorization");
  const inHeader = /^AWS4-HMAC-SHA256\s.*?Credential=[^/,\s]+\/\d{8}\/[\w-]+\/([\w-]+)\//.exec(header)?.[1];
  if (inHeader !== undefined) return inHeader;
  if (request.query === "") return undefined;
  return new URLSearchParams(request.query).get("X-Amz-Credential")?.split("/")[3];
}

function s3(message: string): HttpResponse {
  const requestId = randomUUID();
  const error = xmlOf({ Error: { Code: "NotImplemented", Message: message, RequestId: requestId } });
  return {
    status: 501,
    headers: [
      ["Content-Type", "application/xml"],
      ["x-amz-request-id", requestId],
    ],
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${error}`,
  };
}

function json(type: string, status: number, body: object): HttpResponse {
  return {
    status,
    headers: [
      ["Content-Type", type],
      ["x-amzn-RequestId", randomUUID()],
      ["x-amzn-ErrorType", "UnknownOperationException"],
      ["Access-Control-Allow-Origin", "*"],
    ],
    body: JSON.stringify(body),
  };
}
