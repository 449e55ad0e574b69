import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { answering, calls, type Peer, type PeerTokens, waited } from "./peer";
import { type Program, start, withPorts } from "./program";

/** A Python that has the package ministack; `pip install ministack==1.5.33` was measured. */
const PYTHON = process.env.BENCH_PYTHON ?? "python3";
const FUNCTIONS = join(__dirname, "serverless-offline/functions.js");
const ARN = "arn:aws:lambda:us-east-1:000000000000:function";
/** Milliseconds for its start. */
const STARTS_WITHIN = 30_000;

/** MiniStack with the same function, behind its Lambda authorizer and its user pool. */
export async function startMinistack(parent: string, given: PeerTokens): Promise<Peer> {
  if (!has("ministack"))
    throw new Error(
      "no Python with the package: pip install ministack==1.5.33, and BENCH_PYTHON where it is not python3",
    );
  const verifiesTokens = has("cryptography");
  const folder = join(parent, "ministack");
  mkdirSync(folder);
  return withPorts(async (port) => {
    const child = start(PYTHON, ["-m", "ministack"], {
      cwd: folder,
      folder: parent,
      environment: {
        PATH: process.env.PATH,
        HOME: folder,
        GATEWAY_PORT: String(port),
        MINISTACK_HOST: "127.0.0.1",
      },
    });
    const program = { ...child, port };
    const { api, idToken } = await declared(program, given);
    const at = (path: string) => `/restapis/${api}/dev/_user_request_/${path}`;
    const all = {
      public: calls(program, at("health")),
      ...(verifiesTokens && { "bearer, new token": calls(program, at("account"), [idToken]) }),
      "lambda authorizer": calls(program, at("partner"), given.tokens.slice(0, 1)),
      "lambda authorizer, new token": calls(program, at("partner"), given.tokens),
      refused: calls(program, at("pets"), [], {
        status: 403,
        isExpected: (body) => body.includes("Missing Authentication Token"),
      }),
    };
    await answering(program, all);
    return {
      calls: all,
      without: [
        verifiesTokens
          ? "ministack verifies a user pool's token for each call, known or not"
          : "ministack verifies tokens of user pools with the Python package cryptography alone, which is not installed here",
        "it does not verify signatures of AWS in its usual mode",
        "its tables were not measured, because its functions bring no AWS SDK with them",
      ].join(", "),
    };
  });
}

function has(module: string): boolean {
  return spawnSync(PYTHON, ["-c", `import ${module}`], { stdio: "ignore" }).status === 0;
}

interface Declared {
  readonly api: string;
  readonly idToken: string;
}

/** Makes the functions, the user pool and the API by calls of the control planes. */
async function declared(program: Program, { issuer, jwksUrl }: PeerTokens): Promise<Declared> {
  const ZipFile = Buffer.from(zipSync({ "functions.js": readFileSync(FUNCTIONS) })).toString("base64");
  for (const name of ["answer", "authorizer"])
    await ask(program, "lambda", "POST", "/2015-03-31/functions", {
      FunctionName: name,
      Runtime: "nodejs20.x",
      Role: "arn:aws:iam::000000000000:role/bench",
      Handler: `functions.${name}`,
      // It starts a process for each call that finds none idle; on a busy machine that takes longer than the default.
      Timeout: 30,
      Environment: { Variables: { ISSUER: issuer, JWKS_URL: jwksUrl } },
      Code: { ZipFile },
    });
  const { idToken, pool } = await signedIn(program);
  const manage = <T>(verb: string, path: string, body?: object) =>
    ask<T>(program, "apigateway", verb, path, body);
  const { id } = await manage<Identified>("POST", "/restapis", { name: "bench" });
  const below = `/restapis/${id}`;
  const { item } = await manage<{ item: readonly [Identified] }>("GET", `${below}/resources`);
  const lambda = await manage<Identified>("POST", `${below}/authorizers`, {
    name: "authorizer",
    type: "TOKEN",
    authorizerUri: uriOf("authorizer"),
    identitySource: "method.request.header.Authorization",
    authorizerResultTtlInSeconds: 300,
  });
  const users = await manage<Identified>("POST", `${below}/authorizers`, {
    name: "users",
    type: "COGNITO_USER_POOLS",
    providerARNs: [`arn:aws:cognito-idp:us-east-1:000000000000:userpool/${pool}`],
    identitySource: "method.request.header.Authorization",
  });
  const methods = {
    health: { authorizationType: "NONE" },
    account: { authorizationType: "COGNITO_USER_POOLS", authorizerId: users.id },
    partner: { authorizationType: "CUSTOM", authorizerId: lambda.id },
    pets: { authorizationType: "AWS_IAM" },
  };
  for (const [pathPart, method] of Object.entries(methods)) {
    const made = await manage<Identified>("POST", `${below}/resources/${item[0].id}`, { pathPart });
    const get = `${below}/resources/${made.id}/methods/GET`;
    await manage("PUT", get, method);
    await manage("PUT", `${get}/integration`, {
      type: "AWS_PROXY",
      httpMethod: "POST",
      uri: uriOf("answer"),
    });
  }
  await manage("POST", `${below}/deployments`, { stageName: "dev" });
  return { api: id, idToken };
}

interface Identified {
  readonly id: string;
}

/** Makes a user pool with a user. */
async function signedIn(program: Program): Promise<{ readonly pool: string; readonly idToken: string }> {
  const cognito = <T>(operation: string, body: object) =>
    ask<T>(program, "cognito-idp", "POST", "/", body, {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
    });
  const user = { Username: "alice", Password: "Correct-horse-1" };
  const { UserPool } = await cognito<{ UserPool: { Id: string } }>("CreateUserPool", { PoolName: "bench" });
  const UserPoolId = UserPool.Id;
  const { UserPoolClient } = await cognito<{ UserPoolClient: { ClientId: string } }>("CreateUserPoolClient", {
    UserPoolId,
    ClientName: "bench",
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  });
  await cognito("AdminCreateUser", { UserPoolId, Username: user.Username });
  await cognito("AdminSetUserPassword", { UserPoolId, ...user, Permanent: true });
  const { AuthenticationResult } = await cognito<{ AuthenticationResult: { IdToken: string } }>(
    "InitiateAuth",
    {
      ClientId: UserPoolClient.ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: user.Username, PASSWORD: user.Password },
    },
  );
  return { pool: UserPoolId, idToken: AuthenticationResult.IdToken };
}

function uriOf(name: string): string {
  return `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${ARN}:${name}/invocations`;
}

/** It tells services apart by the scope of a signature, which it does not verify. */
async function ask<T>(
  program: Program,
  service: string,
  method: string,
  path: string,
  body?: object,
  headers: Readonly<Record<string, string>> = { "content-type": "application/json" },
): Promise<T> {
  const scope = `test/20260101/us-east-1/${service}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`;
  const until = Date.now() + STARTS_WITHIN;
  for (;;) {
    try {
      const answer = await fetch(`http://127.0.0.1:${program.port}${path}`, {
        method,
        headers: { authorization, ...headers },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new RangeError(`${method} ${path}: ${answer.status} ${text}`);
      return (text === "" ? {} : JSON.parse(text)) as T;
    } catch (error) {
      // It is starting.
      await waited(program, error instanceof TypeError ? until : 0, error as Error);
    }
  }
}
