import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { SignatureV4 } from "@smithy/signature-v4";
import { strToU8, zipSync } from "fflate";
import type { ApiModel } from "../../../terraform/model";
import type { ApiMethod } from "../../../terraform/model/api";
import type { PolicyDocument, Statement } from "../../../terraform/model/policy";
import { Sha256 } from "../client";
import { type RunningGate, runGate } from "../gates";
import { credentialsFor, signIn } from "../people";
import { archives } from "../petstore/handlers";
import { EXECUTION_ARN, roleArn } from "../petstore/names";
import type { Attack } from "./corpus";
import { sendRaw } from "./raw";

/** A gate whose locks decide by path, its callers, and what ran behind it. */
export interface PathGate {
  send(attack: Attack): Promise<{ readonly status: number; readonly body: string }>;
  /** An ID token of the user whom `signed` stands for. */
  readonly idToken: string;
  /** The headers of each request that the backend got since the last time it was asked. */
  backendHeaders(): readonly (readonly string[])[];
  /** Functions that ran, and requests that the backend got, since the last time it was asked. */
  reached(): readonly string[];
  stop(): Promise<void>;
}

const arn = (path: string) => `${EXECUTION_ARN}/dev/${path}`;

function statement(effect: Statement["effect"], ...paths: readonly string[]): Statement {
  return { effect, actions: ["execute-api:Invoke"], resources: paths.map(arn), conditions: [] };
}

const ofUser: PolicyDocument = {
  version: "2012-10-17",
  statements: [
    statement("Allow", "GET/files/public/*", "GET/all/*", "POST/all/*"),
    statement("Deny", "*/all/secret/*", "*/all/secret"),
  ],
};

const ofApi: PolicyDocument = {
  version: "2012-10-17",
  statements: [
    statement("Allow", "*/open/*", "GET/web/*", "*/users/*", "*/deep/*"),
    statement("Deny", "*/open/secret/*", "*/open/secret", "*/web/secret/*", "*/web/secret"),
  ].map((one) => ({ ...one, principals: { "*": ["*"] } })),
};

const AUTHORIZER = `exports.handler = async ({ methodArn }) => {
  const stage = methodArn.split("/").slice(0, 2).join("/");
  const statement = (Effect, ...paths) => ({ Action: "execute-api:Invoke", Effect, Resource: paths.map((path) => stage + path) });
  return { principalId: "carol", policyDocument: { Version: "2012-10-17", Statement: [
    statement("Allow", "/GET/member/public/*", "/*/guarded/*"),
    statement("Deny", "/*/guarded/secret/*", "/*/guarded/secret"),
  ] } };
};`;

function routesOf(echo: ApiMethod): readonly ApiMethod[] {
  const route = (verb: string, path: string, more: Partial<ApiMethod> = {}): ApiMethod => ({
    ...echo,
    address: `${verb} ${path}`,
    verb,
    path,
    resourceId: path,
    authorization: "NONE",
    ...more,
  });
  const signed = { authorization: "AWS_IAM" } as const;
  const byToken = { authorization: "CUSTOM", authorizerId: "custom" } as const;
  return [
    route("ANY", "/all/{proxy+}", signed),
    route("ANY", "/files/{proxy+}", signed),
    route("ANY", "/guarded/{proxy+}", byToken),
    route("ANY", "/member/{proxy+}", byToken),
    route("ANY", "/open/{proxy+}"),
    route("GET", "/users/{id}"),
    route("GET", "/users/me", { authorization: "COGNITO_USER_POOLS", authorizerId: "cognito" }),
    route("GET", "/users/metered", { apiKeyRequired: true }),
    route("GET", "/deep/{proxy+}"),
    route("GET", "/deep/admin/{id}", signed),
    route("ANY", "/web/{proxy+}", {
      integration: {
        address: "web",
        type: "HTTP_PROXY",
        uri: "https://web.example.com/{proxy}",
        http: {
          verb: "ANY",
          parameters: { "integration.request.path.proxy": "method.request.path.proxy" },
        },
        timeoutMs: 5_000,
      },
    }),
  ];
}

function withPaths(model: ApiModel): ApiModel {
  return {
    ...model,
    apis: model.apis.map((api) => ({
      ...api,
      policy: { address: "policy", name: "policy", document: ofApi },
      stages: [...api.stages, ...api.stages.map((stage) => ({ ...stage, name: "other" }))],
      methods: routesOf(api.methods[0] as ApiMethod),
    })),
    roles: model.roles.map((role) =>
      role.arn === roleArn("user")
        ? { ...role, policies: [{ address: "user", name: "user", document: ofUser }] }
        : role,
    ),
  };
}

export async function startPathGate(): Promise<PathGate> {
  const received: string[] = [];
  const headers: (readonly string[])[] = [];
  const backend = createServer((request: IncomingMessage, response) => {
    received.push(`${request.method} ${request.url}`);
    headers.push(request.rawHeaders);
    response.end(JSON.stringify({ url: request.url }));
  });
  await new Promise<void>((resolve) => backend.listen(0, "127.0.0.1", resolve));
  const at = `http://127.0.0.1:${(backend.address() as AddressInfo).port}`;
  const running: RunningGate = await runGate(withPaths, {
    backends: new Map([["https://web.example.com", at]]),
    readArchive: (name) =>
      name === "authorizer" ? zipSync({ "index.js": strToU8(AUTHORIZER) }) : archives(name),
  });
  const { endpoint } = running.gate.description;
  const bob = await signIn(running, "bob");
  const credentials = await credentialsFor(running, bob);
  running.ran();
  const signer = new SignatureV4({
    credentials,
    region: "us-east-1",
    service: "execute-api",
    sha256: Sha256,
  });
  const host = new URL(endpoint).host;
  return {
    idToken: bob.idToken,
    backendHeaders: () => headers.splice(0),
    async send({ as, headers = [], path, target = `/dev${path}`, verb }) {
      const own = await headersFor(as, verb, target);
      return sendRaw(endpoint, { verb, target, headers: [...own, ...headers] });
    },
    reached() {
      return [...running.ran(), ...received.splice(0)];
    },
    async stop() {
      await running.stop();
      backend.closeAllConnections();
      await new Promise((resolve) => backend.close(resolve));
    },
  };

  /** The signer normalizes what it signs, as the service does; what is sent stays as it is. */
  async function headersFor(as: Attack["as"], method: string, path: string): Promise<[string, string][]> {
    if (as === "token") return [["Authorization", "Bearer carol"]];
    if (as === "anonymous") return [];
    const request = { protocol: "http:", hostname: host, path, method, headers: { host } };
    const { headers } = await signer.sign(request, { signingDate: new Date() });
    return Object.entries(headers);
  }
}
