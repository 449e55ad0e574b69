import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { callsWithTokens, signedIn } from "../context.mjs";

const run = promisify(execFile);

async function curl(...args) {
  const trust = process.env.NODE_EXTRA_CA_CERTS ? ["--cacert", process.env.NODE_EXTRA_CA_CERTS] : [];
  const { stdout } = await run("curl", ["-sS", ...trust, "-w", "\n%{http_code}", ...args]);
  const at = stdout.lastIndexOf("\n");
  return { status: Number(stdout.slice(at + 1)), body: stdout.slice(0, at) };
}

async function statusOf(url, { body, headers, method }) {
  const fields = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  return (await curl("-X", method, url, ...fields, ...(body ? ["-d", body] : []))).status;
}

async function cognito({ gate }, operation, input, ...more) {
  const { body, status } = await curl(
    gate.endpoint,
    ...more,
    ...["-H", "content-type: application/x-amz-json-1.1"],
    ...["-H", `x-amz-target: AWSCognito${operation}`],
    ...["-d", JSON.stringify(input)],
  );
  assert.equal(status, 200, body);
  return JSON.parse(body);
}

async function credentialsOf(context, who) {
  const { IdToken } = await signedIn(context, who);
  const Logins = { [context.gate.issuer.replace(/^https?:\/\//, "")]: IdToken };
  const { identityPoolId: IdentityPoolId } = context.gate;
  const { IdentityId } = await cognito(context, "IdentityService.GetId", { IdentityPoolId, Logins });
  const input = { IdentityId, Logins };
  return (await cognito(context, "IdentityService.GetCredentialsForIdentity", input)).Credentials;
}

async function signed({ gate }, { AccessKeyId, SecretKey, SessionToken }, ...args) {
  const { status } = await curl(
    ...["--aws-sigv4", `aws:amz:${gate.region}:execute-api`, "--user", `${AccessKeyId}:${SecretKey}`],
    ...["-H", `x-amz-security-token: ${SessionToken}`, `${gate.url}/pets`, ...args],
  );
  return status;
}

const REX = ["-H", "content-type: application/json", "-d", '{"name":"Rex"}'];

export const operations = {
  "sign in, SRP": "curl proves no password: `npx gatehouse token` does",
  "sign in, password": async (context) => {
    const ClientId = context.clientWith("ALLOW_USER_PASSWORD_AUTH");
    const AuthParameters = { USERNAME: context.name("bob"), PASSWORD: context.password };
    const input = { AuthFlow: "USER_PASSWORD_AUTH", ClientId, AuthParameters };
    const { AuthenticationResult } = await cognito(context, "IdentityProviderService.InitiateAuth", input);
    assert.ok(AuthenticationResult.IdToken);
  },
  refresh: async (context) => {
    const { RefreshToken } = await signedIn(context, "bob");
    const input = { ClientId: context.gate.clientId, RefreshToken };
    const operation = "IdentityProviderService.GetTokensFromRefreshToken";
    assert.ok((await cognito(context, operation, input)).AuthenticationResult.AccessToken);
  },
  "AWS credentials of the identity pool": async (context) => {
    assert.ok((await credentialsOf(context, "bob")).SessionToken);
  },
  "signed call": async (context) => {
    const [bob, alice] = [await credentialsOf(context, "bob"), await credentialsOf(context, "alice")];
    assert.equal(await signed(context, bob), 200);
    assert.equal(await signed(context, bob, ...REX), 403);
    assert.equal(await signed(context, alice, ...REX), 201);
  },
  "signed call of a system": async (context) => {
    const { apiKeys, region, systems, url } = context.gate;
    const { accessKeyId, secretAccessKey, sessionToken } = systems[0];
    const sign = [
      "--aws-sigv4",
      `aws:amz:${region}:execute-api`,
      "--user",
      `${accessKeyId}:${secretAccessKey}`,
    ];
    const token = ["-H", `x-amz-security-token: ${sessionToken}`];
    assert.equal((await curl(...sign, ...token, `${url}/inventory`)).status, 403);
    const key = ["-H", `x-api-key: ${apiKeys[0].value}`];
    assert.equal((await curl(...sign, ...token, ...key, `${url}/inventory`)).status, 200);
  },
  "call with a token": async (context) => {
    for (const [who, role] of [
      ["bob", "user"],
      ["alice", "admin"],
    ]) {
      const { AccessToken, IdToken } = await signedIn(context, who);
      await callsWithTokens(context, { accessToken: AccessToken, idToken: IdToken }, role, statusOf);
    }
  },
  "administer users": async (context) => {
    const { operator, region, userPoolId: UserPoolId } = context.gate;
    const keys = `${operator.accessKeyId}:${operator.secretAccessKey}`;
    const admin = (operation, input) =>
      cognito(
        context,
        `IdentityProviderService.${operation}`,
        { UserPoolId, ...input },
        ...["--aws-sigv4", `aws:amz:${region}:cognito-idp`, "--user", keys],
      );
    const Username = context.name("dan");
    await admin("AdminCreateUser", { Username, MessageAction: "SUPPRESS" });
    await admin("AdminAddUserToGroup", { Username, GroupName: "admin" });
    const { Users } = await admin("ListUsersInGroup", { GroupName: "admin" });
    assert.ok(Users.some((user) => user.Username === Username));
    await admin("AdminDeleteUser", { Username });
    const unsigned = cognito(context, "IdentityProviderService.ListUsers", { UserPoolId });
    await assert.rejects(unsigned, /MissingAuthenticationToken/);
  },
  "STS: who am I": async ({ gate }) => {
    const { accessKeyId, secretAccessKey, sessionToken } = gate.systems[0];
    const { body, status } = await curl(
      gate.endpoint,
      ...["--aws-sigv4", `aws:amz:${gate.region}:sts`, "--user", `${accessKeyId}:${secretAccessKey}`],
      ...["-H", `x-amz-security-token: ${sessionToken}`],
      ...["-d", "Action=GetCallerIdentity&Version=2011-06-15"],
    );
    assert.equal(status, 200, body);
    assert.match(body, /:assumed-role\//);
  },
  "OAuth: client credentials": async (context) => {
    const { clientId, clientSecret } = context.app("machine");
    const { body, status } = await curl(
      `${context.gate.endpoint}/oauth2/token`,
      ...[
        "-u",
        `${clientId}:${clientSecret}`,
        "-d",
        "grant_type=client_credentials",
        "-d",
        "scope=petstore/user",
      ],
    );
    assert.equal(status, 200, body);
    await callsWithTokens(context, { accessToken: JSON.parse(body).access_token }, "user", statusOf);
  },
};
