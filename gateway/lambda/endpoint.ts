import type { Received, Send } from "../http/send";
import type { Pool } from "./pool";
import type { InvokeResult } from "./worker";

/** The path of Lambda's Invoke operation; the runtime interface emulator calls every function `function`. */
const TARGET = "/2015-03-31/functions/function/invocations";
/** Bytes of a reply: Lambda's limit. */
const LIMIT = 6 * 1_048_576;

/**
 * A function that runs elsewhere on this machine, behind a runtime interface endpoint such as AWS's Lambda Runtime
 * Interface Emulator: `POST /2015-03-31/functions/function/invocations` with the event as its body. The endpoint takes
 * one event at a time, so further ones wait.
 * https://github.com/aws/aws-lambda-runtime-interface-emulator
 *
 * @param endpoint `http://localhost:9000`
 */
export function endpointPool(endpoint: string, send: Send): Pool {
  let last: Promise<unknown> = Promise.resolve();
  return {
    invoke({ event, timeoutMs }) {
      const answer = last.then(async () => {
        const body = Buffer.from(event);
        const headers = [
          ["Host", new URL(endpoint).host],
          ["Content-Type", "application/json"],
          ["Content-Length", String(body.length)],
        ] as const;
        const request = { verb: "POST", origin: endpoint, target: TARGET, headers, body };
        return resultOf(await send(request, { timeoutMs, limit: LIMIT }), endpoint);
      });
      last = answer;
      return answer;
    },
    async retire() {},
  };
}

function resultOf(received: Received, endpoint: string): InvokeResult {
  switch (received.kind) {
    case "late":
      return { kind: "timeout" };
    case "unreachable":
    case "malformed":
      return failed("Runtime.Unreachable", `${endpoint} does not answer: ${received.problem}`);
    case "answer":
      return answered(received, endpoint);
  }
}

function answered(
  { body, headers, status }: Extract<Received, { readonly kind: "answer" }>,
  endpoint: string,
): InvokeResult {
  let payload: unknown;
  try {
    payload = JSON.parse(body.toString("utf8") || "null");
  } catch {
    return failed("Runtime.BadResponse", `${endpoint} answered ${status} with what is not JSON`);
  }
  const { errorMessage, errorType } = (payload ?? {}) as Readonly<Record<string, unknown>>;
  const isError = headers.some(([name]) => name.toLowerCase() === "x-amz-function-error");
  if (isError || status >= 400 || isThrown(payload))
    return failed(String(errorType ?? "Error"), String(errorMessage ?? `${endpoint} answered ${status}`));
  return { kind: "ok", payload };
}

/**
 * The emulator answers 200 for an error as for a result: what runtimes make of one has an `errorMessage` and an
 * `errorType`, and no status as the reply of a proxy integration or the policy of an authorizer would have.
 */
function isThrown(payload: unknown): boolean {
  if (typeof payload !== "object" || payload === null || Array.isArray(payload)) return false;
  const names = Object.keys(payload);
  return (
    names.includes("errorMessage") &&
    names.every((name) => ["errorMessage", "errorType", "requestId", "stackTrace", "trace"].includes(name))
  );
}

function failed(errorType: string, errorMessage: string): InvokeResult {
  return { kind: "error", errorType, errorMessage };
}
