// Configures aws-amplify from amplify_outputs.json as docs/client-files.md says, signs in by SRP, and calls routes of each
// kind: node amplify.mjs AMPLIFY_OUTPUTS.JSON USER PASSWORD. Prints what other clients use: tokens and credentials.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Amplify } from "aws-amplify";
import { get, post } from "aws-amplify/api";
import { fetchAuthSession, signIn } from "aws-amplify/auth";
import { parseAmplifyConfig } from "aws-amplify/utils";

const [file, username, password] = process.argv.slice(2);
const outputs = JSON.parse(readFileSync(file, "utf8"));
// stdout is for the result.
console.log = console.warn = console.error;

const { API, gatehouse } = outputs.custom;
const { Auth, ...rest } = parseAmplifyConfig(outputs);
Amplify.configure({
  ...rest,
  Auth: { Cognito: { ...Auth.Cognito, ...gatehouse.endpoints } },
  API: { REST: API },
});

const [apiName] = Object.keys(API);
const takes = gatehouse.credentials[apiName];

/** The status of a call with what the file says the route takes, or with another token. */
async function status(method, path, { body, token } = {}) {
  const { tokens } = await fetchAuthSession();
  const of = { "id-token": tokens.idToken, "access-token": tokens.accessToken };
  const sent = token === undefined ? of[takes[`${method} ${path}`]] : of[token];
  const options = { ...(sent && { headers: { Authorization: `Bearer ${sent}` } }), ...(body && { body }) };
  const call = { GET: get, POST: post }[method];
  return call({ apiName, path, options }).response.then(
    ({ statusCode }) => statusCode,
    ({ response }) => response?.statusCode,
  );
}

const { isSignedIn } = await signIn({ username, password });
assert.equal(isSignedIn, true);
assert.equal(takes["GET /pets"], "signature");
assert.equal(await status("GET", "/pets"), 200);
assert.equal(await status("POST", "/pets", { body: { name: "Rex" } }), 403);
assert.equal(await status("GET", "/products"), 200);
assert.equal(await status("GET", "/account"), 200);
// Each token is refused where the file names the other one.
assert.equal(await status("GET", "/account", { token: "access-token" }), 401);
assert.equal(await status("GET", "/products", { token: "id-token" }), 401);

const { credentials, tokens } = await fetchAuthSession();
const { accessKeyId, secretAccessKey, sessionToken } = credentials;
process.stdout.write(
  JSON.stringify({
    idToken: tokens.idToken.toString(),
    accessToken: tokens.accessToken.toString(),
    accessKeyId,
    secretAccessKey,
    sessionToken,
  }),
);
