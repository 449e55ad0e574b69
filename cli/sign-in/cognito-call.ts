import { readFileSync } from "node:fs";
import { request as plain } from "node:http";
import { request as secure } from "node:https";
import { UsageError } from "../error";

export interface CognitoEndpoint {
  /** `http://127.0.0.1:3000` */
  readonly endpoint: string;
  readonly authorityFile: string | null;
}

/** What is in front of an operation's name: of user pools, and of identity pools. */
type Service = "AWSCognitoIdentityProviderService" | "AWSCognitoIdentityService";

/**
 * Calls an operation of the gate's user pools or identity pools.
 *
 * @returns its output
 * @throws UsageError `GATE_NOT_RUNNING`, `SIGN_IN_REFUSED` with the exception's words
 */
export async function cognitoCall(
  { authorityFile, endpoint }: CognitoEndpoint,
  operation: string,
  input: Readonly<Record<string, unknown>>,
  service: Service = "AWSCognitoIdentityProviderService",
): Promise<Readonly<Record<string, unknown>>> {
  const body = JSON.stringify(input);
  const options = {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `${service}.${operation}`,
    },
    // A password is sent, whatever NODE_TLS_REJECT_UNAUTHORIZED says.
    rejectUnauthorized: true,
    ...(authorityFile !== null && { ca: readFileSync(authorityFile) }),
  };
  const { status, text } = await new Promise<{ status: number; text: string }>((resolve, reject) => {
    const request = endpoint.startsWith("https:") ? secure : plain;
    const outgoing = request(endpoint, options, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () =>
        resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  }).catch((error: Error) => {
    throw new UsageError("GATE_NOT_RUNNING", `The gate at ${endpoint} does not answer: ${error.message}`);
  });
  const output = JSON.parse(text) as Record<string, unknown>;
  if (status === 200) return output;
  throw new UsageError("SIGN_IN_REFUSED", `${operation}: ${output.__type}: ${output.message}`);
}
