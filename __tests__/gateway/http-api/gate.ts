import { strToU8, zipSync } from "fflate";
import type { GateOptions } from "../../../gateway";
import { issueCredentials } from "../../../gateway/credentials/session";
import { signingKey } from "../../../gateway/jwt/keys";
import { signJwt } from "../../../gateway/jwt/sign";
import { makeSeal } from "../../../gateway/state/seal";
import type { ApiModel } from "../../../terraform/model";
import { readServed } from "../../../terraform/read";
import { resolveTerraform } from "../../../terraform/sources";
import { installationKeys, type RunningGate, serveModel } from "../gates";
import type { AwsCredentials } from "../people";
import { startHere } from "../worker-here";
import type { ApiParts } from "./apis";
import { httpApisDocument } from "./terraform";

/** Handlers, by function. */
const sources: Readonly<Record<string, string>> = {
  echo: `exports.handler = async (event) => {
    const what = event.queryStringParameters?.what;
    if (what === "text") return "Hello";
    if (what === "object") return { a: 1 };
    if (what === "throw") throw new Error("broken");
    if (what === "malformed") return { statusCode: "abc" };
    if (what === "cookies") return { statusCode: 200, cookies: ["a=1", "b=2"], headers: { "set-cookie": "h=3" }, body: "" };
    if (what === "cors") return { statusCode: 200, headers: { "access-control-allow-origin": "*", "x-own": "1" }, body: "" };
    if (what === "page") return { statusCode: 200, headers: { "content-type": "text/html",
      "cross-origin-opener-policy": "same-origin" }, body: "<title>API</title>" };
    if (what === "script") return { statusCode: 200, headers: { "content-type": "text/javascript", "cache-control": "max-age=600",
      "service-worker-allowed": "/" }, body: "addEventListener('fetch', (event) => event.respondWith(new Response('taken')))" };
    if (what === "binary") return { statusCode: 200, isBase64Encoded: true, body: "aGk=" };
    return { statusCode: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(event) };
  };`,
  echo1: `exports.handler = async (event) => {
    if (event.queryStringParameters?.what === "text") return "Hello";
    return { statusCode: 200, multiValueHeaders: { "x-many": ["1", "2"] }, body: JSON.stringify(event) };
  };`,
  simple: `exports.handler = async (event) => {
    const token = event.headers.authorization;
    if (token === "allow") return { isAuthorized: true };
    if (token === "context") return { isAuthorized: true, context: { level: 7, staff: true, event: event.version } };
    if (token === "deny") return { isAuthorized: false };
    if (token === "missing") return { principalId: "a" };
    if (token === "text") return { isAuthorized: "true" };
    if (token === "policy") return { principalId: "a", policyDocument: { Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] } };
    throw new Error(token === "unauthorized" ? "Unauthorized" : "boom");
  };`,
  policy: `exports.handler = async (event) => {
    const token = event.authorizationToken ?? event.identitySource[0];
    const arn = event.routeArn ?? event.methodArn;
    const policy = (Effect, Resource) => ({ principalId: "carol", policyDocument: { Version: "2012-10-17",
      Statement: [{ Action: "execute-api:Invoke", Effect, Resource }] }, context: { userId: "carol" } });
    const all = arn.split("/").slice(0, 2).join("/") + "/*";
    if (token === "allow") return policy("Allow", all);
    if (token === "this") return policy("Allow", arn);
    if (token === "template") return policy("Allow", all.replace("/*", "/GET/policy/{id}"));
    if (token === "deny") return policy("Deny", all);
    if (token === "simple") return { isAuthorized: true };
    throw new Error("boom");
  };`,
  silent: "exports.handler = async () => ({ isAuthorized: true });",
  unpermitted: 'exports.handler = async () => "ran";',
  waiting: "exports.handler = () => new Promise((done) => setTimeout(() => done('late'), 2_000));",
};

export interface HttpGate extends RunningGate {
  /** A token of the user pool, as its access tokens are, with these claims over its own. */
  token(claims?: Readonly<Record<string, unknown>>): string;
  readonly credentials: AwsCredentials;
}

/** A gate over the HTTP APIs of terraform.ts. */
export async function httpGate(options: Partial<GateOptions> = {}): Promise<HttpGate> {
  const model = servedModel();
  const readArchive: GateOptions["readArchive"] = (_, { name }) =>
    zipSync({ "index.js": strToU8(sources[name] ?? "") });
  const running = await serveModel(model, { readArchive, startWorker: startHere, ...options });
  const { accessTokenKey, sealKey } = await installationKeys();
  const key = signingKey(accessTokenKey);
  const [pool] = model.userPools;
  const role = model.roles.find(({ name }) => name === "reader");
  if (!pool || !role) throw new Error("the Terraform has no pool or no role");
  const session = { roleArn: role.arn, roleId: role.uniqueId, sessionName: "test" };
  return {
    ...running,
    token: (claims = {}) => {
      const now = Math.floor(Date.now() / 1_000);
      const own = {
        sub: "alice",
        iss: pool.issuer,
        client_id: pool.clients[0]?.id,
        token_use: "access",
        iat: now - 60,
        exp: now + 600,
      };
      return signJwt({ ...own, ...claims }, key);
    },
    credentials: issueCredentials(session, new Date(Date.now() + 3_600_000), makeSeal(sealKey)),
  };
}

/** What the gate serves of these APIs. */
export function servedModel(apis?: Readonly<Record<string, ApiParts>>): ApiModel {
  const source = { kind: "stacks", stacks: [{ name: "shop", document: httpApisDocument(apis) }] } as const;
  const { model, unserved } = readServed(resolveTerraform(source), { isWrittenOut: true });
  if (unserved.length > 0) throw new Error(`not served: ${JSON.stringify(unserved)}`);
  return model;
}
