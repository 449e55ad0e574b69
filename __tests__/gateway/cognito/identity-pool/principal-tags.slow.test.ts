import type { IamRole, Statement } from "../../../../terraform/model";
import { type RunningGate, runGate } from "../../gates";
import { signIn } from "../../people";
import { EXECUTION_ARN, PROVIDER } from "../../petstore/names";
import { byIdentityPool } from "../../petstore/roles";
import { petRole } from "../../sts/sts-gate";
import { credentialsOf, idOf, poolLogin, statusWith, withPool } from "./pool-client";

/** A role whose GET /pets is for one user, by the tag that the identity pool makes of a claim. */

function taggedRole(actions: readonly string[], more: Partial<Statement> = {}): IamRole {
  const onlyAlice: Statement = {
    effect: "Allow",
    actions: ["execute-api:Invoke"],
    resources: [`${EXECUTION_ARN}/dev/GET/pets`],
    conditions: [{ operator: "StringEquals", key: "aws:PrincipalTag/who", values: ["alice"] }],
  };
  return {
    ...petRole("tagged", { ...byIdentityPool, actions, ...more }),
    policies: [
      {
        address: "identity/aws_iam_role_policy.tagged",
        name: "tagged",
        document: { version: "2012-10-17", statements: [onlyAlice] },
      },
    ],
  };
}

const open: RunningGate[] = [];
afterAll(async () => {
  for (const gate of open) await gate.stop();
});

async function run(role: IamRole, tags: Readonly<Record<string, string>>): Promise<RunningGate> {
  const pool = {
    authenticatedRoleArn: role.arn,
    roleMappings: [],
    principalTags: [{ providerName: PROVIDER, tags }],
  };
  const running = await runGate(withPool(pool, [role]));
  open.push(running);
  return running;
}

async function credentials(running: RunningGate, username: string) {
  const login = poolLogin((await signIn(running, username)).idToken);
  return credentialsOf(running, await idOf(running, login), login);
}

const BOTH = ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"];

test("a claim becomes a tag of the session, which the role's policy asks for", async () => {
  const running = await run(taggedRole(BOTH), { who: "cognito:username" });
  const statuses = [];
  for (const username of ["alice", "bob"])
    statuses.push(await statusWith(running, await credentials(running, username), "/dev/pets"));
  expect(statuses).toEqual([200, 403]);
});

test.each([
  ["no such claim", { who: "custom:who" }],
  ["a claim that is a list", { who: "cognito:groups" }],
  ["no map for the tag", { other: "cognito:username" }],
])("with %s, what depends on the tag is refused", async (_name, tags) => {
  const running = await run(taggedRole(BOTH), tags);
  expect(await statusWith(running, await credentials(running, "alice"), "/dev/pets")).not.toBe(200);
});

test.each([
  ["does not allow tags", ["sts:AssumeRoleWithWebIdentity"], byIdentityPool.conditions],
  [
    "asks for another tag",
    BOTH,
    [
      ...byIdentityPool.conditions,
      { operator: "StringEquals", key: "aws:RequestTag/who", values: ["carol"] },
    ],
  ],
])("a role whose trust policy %s is not given", async (_name, actions, conditions) => {
  const running = await run(taggedRole(actions, { conditions }), { who: "cognito:username" });
  expect((await credentials(running, "alice")).__type).toBe("InvalidIdentityPoolConfigurationException");
});
