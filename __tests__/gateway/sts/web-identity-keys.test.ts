import { generateKeyPairSync } from "node:crypto";
import { signingKey } from "../../../gateway/jwt/keys";
import { signJwt } from "../../../gateway/jwt/sign";
import { type Backend, startBackend } from "../data-plane/integrations/http/backend";
import { type RunningGate, runGate } from "../gates";
import { ACCOUNT, roleArn } from "../petstore/names";
import { credentialsIn, errorOf, petRole, petsStatus, sts, trusting, withRoles } from "./sts-gate";

/** AssumeRoleWithWebIdentity with tokens of an issuer elsewhere: its keys come by OpenID discovery. */

const NAME = "token.actions.example.com";
const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/${NAME}`;
const newKey = () =>
  signingKey(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }));
const key = newKey();

let issuer: Backend;
let running: RunningGate;
beforeAll(async () => {
  issuer = await startBackend();
  const trust = trusting({ Federated: [PROVIDER] }, "sts:AssumeRoleWithWebIdentity", {
    [`${NAME}:sub`]: "repo:shop/api:ref:refs/heads/main",
  });
  running = await runGate(
    (model) => ({
      ...withRoles([petRole("deploy", trust)])(model),
      openIdProviders: [
        {
          address: "identity/aws_iam_openid_connect_provider.ci",
          arn: PROVIDER,
          name: NAME,
          clientIds: ["sts.amazonaws.com"],
        },
      ],
    }),
    { backends: new Map([[`https://${NAME}`, issuer.origin]]) },
  );
  issuer.answerWith(({ url }, response) =>
    response.end(
      JSON.stringify(
        url === "/.well-known/openid-configuration"
          ? { issuer: `https://${NAME}`, jwks_uri: `https://${NAME}/keys` }
          : { keys: [key.jwk] },
      ),
    ),
  );
});
afterAll(async () => {
  await running.stop();
  issuer.stop();
});

const seconds = () => Math.floor(Date.now() / 1_000);
const assume = (claims: object = {}, by = key) =>
  sts(running, "AssumeRoleWithWebIdentity", {
    RoleArn: roleArn("deploy"),
    RoleSessionName: "ci",
    WebIdentityToken: signJwt(
      {
        iss: `https://${NAME}`,
        aud: "sts.amazonaws.com",
        sub: "repo:shop/api:ref:refs/heads/main",
        iat: seconds(),
        exp: seconds() + 60,
        ...claims,
      },
      by,
    ),
  });

test("the role is given to the subject that it trusts", async () => {
  expect(await petsStatus(running, "GET", credentialsIn(await assume()))).toBe(200);
});

test.each<readonly [what: string, call: () => ReturnType<typeof assume>, error: RegExp]>([
  ["another branch", () => assume({ sub: "repo:shop/api:ref:refs/heads/x" }), /^AccessDenied/],
  ["another audience", () => assume({ aud: "other" }), /^InvalidIdentityToken: Incorrect token audience/],
  ["another key", () => assume({}, newKey()), /^InvalidIdentityToken: The token's signature/],
  [
    "an issuer that IAM does not know",
    () => assume({ iss: "https://evil.example" }),
    /^InvalidIdentityToken: No OpenIDConnect/,
  ],
])("%s is refused", async (_, call, error) => {
  const answer = await call();
  expect(errorOf(answer)).toMatch(error);
  expect(answer.body).not.toContain("<SecretAccessKey>");
});

test("an issuer that does not answer is not trusted", async () => {
  const silent = await runGate((model) => ({
    ...model,
    openIdProviders: running.model.openIdProviders ?? [],
    roles: running.model.roles,
  }));
  try {
    const answer = await sts(silent, "AssumeRoleWithWebIdentity", {
      RoleArn: roleArn("deploy"),
      RoleSessionName: "ci",
      WebIdentityToken: signJwt({ iss: `https://${NAME}`, aud: "sts.amazonaws.com", sub: "x" }, key),
    });
    expect(errorOf(answer)).toMatch(/^InvalidIdentityToken: Couldn't retrieve verification key/);
    expect(silent.lines.join("\n")).toContain(
      `The keys of https://${NAME} cannot be had: no --backend is given`,
    );
  } finally {
    await silent.stop();
  }
});
