import { strToU8, zipSync } from "fflate";
import type { GateOptions } from "../../../gateway";
import { issueCredentials } from "../../../gateway/credentials/session";
import { makeSeal } from "../../../gateway/state/seal";
import type { ApiModel } from "../../../terraform/model";
import { installationKeys, type RunningGate, serveModel } from "../gates";
import type { AwsCredentials } from "../people";
import { startHere } from "../worker-here";
import type { ROLES } from "./terraform";

const handler = `exports.handler = async (event) => {
  const what = event.queryStringParameters?.what;
  if (what === "text") return "Hello";
  if (what === "object") return { a: 1 };
  if (what === "throw") throw new Error("broken");
  if (what === "malformed") return { statusCode: "abc" };
  if (what === "cookies") return { statusCode: 200, cookies: ["a=1", "b=2"], body: "" };
  if (what === "cors") return { statusCode: 200, headers: { "access-control-allow-origin": "*", "x-own": "1" }, body: "" };
  return { statusCode: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(event) };
};`;

export interface UrlGate extends RunningGate {
  /** Of a role of the Terraform. */
  credentialsOf(role: (typeof ROLES)[number]): AwsCredentials;
}

/** A gate over URLs of functions; each function answers with its event. */
export async function urlGate(model: ApiModel, options: Partial<GateOptions> = {}): Promise<UrlGate> {
  const readArchive: GateOptions["readArchive"] = () => zipSync({ "index.js": strToU8(handler) });
  const running = await serveModel(model, { readArchive, startWorker: startHere, ...options });
  const seal = makeSeal((await installationKeys()).sealKey);
  return {
    ...running,
    credentialsOf: (name) => {
      const role = model.roles.find((one) => one.name === name);
      if (!role) throw new Error(`no role ${name}`);
      const session = { roleArn: role.arn, roleId: role.uniqueId, sessionName: "test" };
      return issueCredentials(session, new Date(Date.now() + 3_600_000), seal);
    },
  };
}

/** The answer to every request that a URL refuses. */
export const FORBIDDEN =
  '{"Message":"Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"}';
