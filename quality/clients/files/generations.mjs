// Parses the files of both generations of Amplify with the library, and compares what it makes of them:
// node generations.mjs AMPLIFY_OUTPUTS.JSON AWS-EXPORTS.JS
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { parseAmplifyConfig } from "aws-amplify/utils";

const [second, first] = process.argv.slice(2);
const outputs = JSON.parse(readFileSync(second, "utf8"));
const { default: exported } = await import(pathToFileURL(first));
const [one, other] = [parseAmplifyConfig(exported), parseAmplifyConfig(outputs)];

/** What both files can say. */
const said = ({ Auth: { Cognito } }) => ({
  userPoolId: Cognito.userPoolId,
  userPoolClientId: Cognito.userPoolClientId,
  identityPoolId: Cognito.identityPoolId,
  allowGuestAccess: Cognito.allowGuestAccess ?? false,
  passwordFormat: Cognito.passwordFormat,
  mfa: Cognito.mfa,
  oauth: {
    ...Cognito.loginWith.oauth,
    // The file of the first generation names no providers where there are none.
    providers: Cognito.loginWith.oauth.providers ?? [],
  },
});
assert.deepEqual(said(one), said(other));
assert.equal(
  one.Auth.Cognito.loginWith.oauth.domain,
  "petstore-clients-dev.auth.us-east-1.amazoncognito.com",
);
const rest = Object.entries(outputs.custom.API).map(([name, { endpoint, region }]) => [
  name,
  { endpoint, region },
]);
assert.deepEqual(one.API.REST, Object.fromEntries(rest));
