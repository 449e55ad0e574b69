import type { Stage } from "../../../terraform/model";
import type { HttpResponse } from "../../http/message";
import { REDACTED } from "../../redaction/redacted";
import { isSecretName } from "../../redaction/secret-name";

/** How a call ended. */
export interface CallEnd {
  readonly response: HttpResponse;
  /** Whether the gate refused it, so that no integration answered. */
  readonly isRefused: boolean;
  readonly milliseconds: number;
  /** Of the integration alone; absent where none was asked. */
  readonly integrationMs?: number | undefined;
}

/** The value of a variable by its name without `$context.`; undefined where it has none. */
export type LogValue = (name: string) => string | undefined;

/** Names of claims may have colons in them, as `cognito:groups`. */
const VARIABLE = /\$context\.(authorizer\.claims\.[\w:]+|\w+(?:\.\w+)*)/g;

/**
 * The line that a stage's access log has for a call: its format with the values, and `-` for what has none. Credentials, such
 * as the API key that a caller sent, are left out, which AWS does not do.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 *
 * @returns undefined for a stage without a format
 */
export function accessLogLine(
  { accessLogFormat }: Pick<Stage, "accessLogFormat">,
  value: LogValue,
): string | undefined {
  return accessLogFormat?.replace(VARIABLE, (_, name: string) => {
    const text = value(name);
    return text && isCredential(name) ? REDACTED : text || "-";
  });
}

/** An id of a key is none. */
function isCredential(name: string): boolean {
  const [last = ""] = name.split(".").slice(-1);
  return isSecretName(last) && !/Id$/.test(last);
}

/** What every kind of API knows of the end of a call. */
export function endVariables(end: CallEnd): Readonly<Record<string, string>> {
  const { integrationMs, milliseconds, response } = end;
  const latency = integrationMs === undefined ? undefined : String(Math.round(integrationMs));
  return {
    status: String(response.status),
    responseLength: String(Buffer.byteLength(response.body)),
    responseLatency: String(Math.round(milliseconds)),
    ...(latency !== undefined && { integrationLatency: latency, "integration.latency": latency }),
  };
}

/** A function that was invoked for the call, or a server that answered it. */
export function integrationVariables(
  type: string,
  { isRefused, response }: CallEnd,
): Readonly<Record<string, string>> {
  if (isRefused) return {};
  switch (type) {
    // What Lambda answers, and not the function.
    case "AWS_PROXY":
      return {
        "integration.status": "200",
        integrationStatus: "200",
        "integration.integrationStatus": String(response.status),
      };
    case "HTTP_PROXY": {
      const status = String(response.status);
      return { "integration.status": status, integrationStatus: status };
    }
    default:
      return {};
  }
}
