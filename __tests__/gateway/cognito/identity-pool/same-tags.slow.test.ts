import { type RunningGate, runGate } from "../../gates";
import { signIn } from "../../people";
import { IDENTITY_POOL, PROVIDER, roleArn } from "../../petstore/names";
import { byAccount, byIdentityPool } from "../../petstore/roles";
import { petRole, sts } from "../../sts/sts-gate";
import { askSigned, credentialsOf, idOf, type Json, poolLogin, withPool } from "./pool-client";

/**
 * Keys of tags are case-insensitive, also in policies: a session with two spellings of one key would meet conditions for
 * both values. Source: IAM User Guide, "Pass session tags in AWS STS".
 */

const DEVELOPER = "login.petstore";
const taggable = petRole("tagged", {
  ...byIdentityPool,
  actions: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"],
});
const assumable = petRole("assumable", { ...byAccount, actions: ["sts:AssumeRole", "sts:TagSession"] });

let running: RunningGate;
async function run(tags: Readonly<Record<string, string>>): Promise<RunningGate> {
  const pool = {
    developerProviderName: DEVELOPER,
    authenticatedRoleArn: taggable.arn,
    roleMappings: [],
    principalTags: [{ providerName: PROVIDER, tags }],
  };
  running = await runGate(withPool(pool, [taggable, assumable]));
  return running;
}
afterEach(() => running.stop());

const ONE = { team: "blue", crew: "red" };
const TWICE = { team: "blue", TEAM: "red" };

test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
  ["two keys", ONE, undefined],
  ["two spellings of one key", TWICE, "InvalidParameterException"],
])("a backend gives a user %s", async (_, PrincipalTags, refusal) => {
  await run({});
  const input: Json = {
    IdentityPoolId: IDENTITY_POOL,
    Logins: { [DEVELOPER]: "dora" },
    PrincipalTags,
  };
  const answer = await askSigned(running, "GetOpenIdTokenForDeveloperIdentity", input);
  expect(answer.__type).toBe(refusal);
  expect("Token" in answer).toBe(refusal === undefined);
});

test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
  ["two keys", { who: "cognito:username", name: "sub" }, undefined],
  ["two spellings of one key", { who: "cognito:username", WHO: "sub" }, "InvalidParameterException"],
  ["two spellings of which one has no claim", { who: "cognito:username", WHO: "custom:no" }, undefined],
])("a map of the pool has %s", async (_, tags, refusal) => {
  await run(tags);
  const login = poolLogin((await signIn(running, "alice")).idToken);
  const answer = await credentialsOf(running, await idOf(running, login), login);
  expect(answer.__type).toBe(refusal);
  expect("Credentials" in answer).toBe(refusal === undefined);
});

test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
  ["two keys", ONE, undefined],
  ["two spellings of one key", TWICE, "InvalidParameterValue"],
])("AssumeRole is asked for %s", async (_, tags, refusal) => {
  await run({});
  const parameters = Object.fromEntries(
    Object.entries(tags).flatMap(([key, value], index) => [
      [`Tags.member.${index + 1}.Key`, key],
      [`Tags.member.${index + 1}.Value`, value],
    ]),
  );
  const answer = await sts(
    running,
    "AssumeRole",
    { RoleArn: roleArn("assumable"), RoleSessionName: "s1", ...parameters },
    running.gate.description.operator,
  );
  expect(answer.element("Code")).toBe(refusal);
});
