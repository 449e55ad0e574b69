import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { freePort, type Peer, peer } from "./peer";
import { type Program, program } from "./processes";

/** A Python that has the package ministack; `pip install ministack==1.5.33` was measured. */
const PYTHON = process.env.BENCH_PYTHON ?? "python3";
const FUNCTIONS = join(__dirname, "serverless-offline/functions.js");
const ARN = "arn:aws:lambda:us-east-1:000000000000:function";
/** Tries of a call while it starts, and milliseconds between them. */
const TRIES = 150;
const EVERY_MS = 200;

/** MiniStack with the same function. @returns undefined where it is not installed */
export async function startMinistack(folder: string): Promise<Peer | undefined> {
  if (spawnSync(PYTHON, ["-c", "import ministack"], { stdio: "ignore" }).status !== 0) return undefined;
  mkdirSync(folder);
  const port = await freePort();
  const child = spawn(PYTHON, ["-m", "ministack"], {
    cwd: folder,
    stdio: "ignore",
    env: { PATH: process.env.PATH, HOME: folder, GATEWAY_PORT: String(port), MINISTACK_HOST: "127.0.0.1" },
  });
  const one = program(child, port);
  try {
    const api = await declared(one);
    const at = (path: string) => `/restapis/${api}/dev/_user_request_/${path}`;
    return await peer(one, { public: at("health"), authorized: at("account") });
  } catch (error) {
    await one.stop();
    throw error;
  }
}

/** Makes the functions and the API by calls of the control planes. @returns the API's id */
async function declared(one: Program): Promise<string> {
  const ZipFile = Buffer.from(zipSync({ "functions.js": readFileSync(FUNCTIONS) })).toString("base64");
  for (const name of ["answer", "authorizer"])
    await ask(one, "lambda", "POST", "/2015-03-31/functions", {
      FunctionName: name,
      Runtime: "nodejs20.x",
      Role: "arn:aws:iam::000000000000:role/bench",
      Handler: `functions.${name}`,
      Code: { ZipFile },
    });
  const manage = (verb: string, path: string, body?: object) => ask(one, "apigateway", verb, path, body);
  const { id } = (await manage("POST", "/restapis", { name: "bench" })) as { id: string };
  const below = `/restapis/${id}`;
  const { item } = (await manage("GET", `${below}/resources`)) as { item: readonly [{ id: string }] };
  const authorizer = (await manage("POST", `${below}/authorizers`, {
    name: "authorizer",
    type: "TOKEN",
    authorizerUri: uriOf("authorizer"),
    identitySource: "method.request.header.Authorization",
    authorizerResultTtlInSeconds: 300,
  })) as { id: string };
  const methods = [
    ["health", { authorizationType: "NONE" }],
    ["account", { authorizationType: "CUSTOM", authorizerId: authorizer.id }],
  ] as const;
  for (const [pathPart, method] of methods) {
    const made = (await manage("POST", `${below}/resources/${item[0].id}`, { pathPart })) as { id: string };
    const get = `${below}/resources/${made.id}/methods/GET`;
    await manage("PUT", get, method);
    await manage("PUT", `${get}/integration`, {
      type: "AWS_PROXY",
      httpMethod: "POST",
      uri: uriOf("answer"),
    });
  }
  await manage("POST", `${below}/deployments`, { stageName: "dev" });
  return id;
}

function uriOf(name: string): string {
  return `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${ARN}:${name}/invocations`;
}

/** It tells services apart by the scope of a signature, which it does not verify. */
async function ask(
  { port }: Program,
  service: string,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const scope = `test/20260101/us-east-1/${service}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`;
  const headers = { authorization, "content-type": "application/json" };
  for (let tries = 1; ; tries++) {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers,
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new RangeError(`ministack: ${method} ${path}: ${answer.status} ${text}`);
      return text === "" ? {} : JSON.parse(text);
    } catch (error) {
      // It is starting.
      if (!(error instanceof TypeError) || tries === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  }
}
