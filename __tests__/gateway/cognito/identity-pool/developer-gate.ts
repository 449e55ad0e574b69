import type { IamRole, Statement } from "../../../../terraform/model";
import { type RunningGate, runGate } from "../../gates";
import { type SignedIn, signIn } from "../../people";
import { ACCOUNT, EXECUTION_ARN, IDENTITY_POOL, REGION, roleArn } from "../../petstore/names";
import { byAccount, byIdentityPool } from "../../petstore/roles";
import { petRole } from "../../sts/sts-gate";
import { askSigned, type Json, withPool } from "./pool-client";

/** A gate with an identity pool whose users a backend signs in; it starts before the tests of the file. */

export const DEVELOPER = "login.petstore";
export const OPEN_ID = "cognito-identity.amazonaws.com";
const POOL_ARN = `arn:aws:cognito-identity:${REGION}:${ACCOUNT}:identitypool/${IDENTITY_POOL}`;

function withStatement(role: IamRole, statement: Statement): IamRole {
  const document = { version: "2012-10-17", statements: [statement] } as const;
  return {
    ...role,
    policies: [{ address: `api/aws_iam_role_policy.${role.name}`, name: role.name, document }],
  };
}

const allowing = (actions: readonly string[], resource: string): Statement => ({
  effect: "Allow",
  actions,
  resources: [resource],
  conditions: [],
});

const roles = [
  withStatement(
    petRole("developer", { ...byIdentityPool, actions: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"] }),
    allowing(["execute-api:Invoke"], `${EXECUTION_ARN}/dev/GET/pets`),
  ),
  withStatement(
    petRole("backend", byAccount),
    allowing(["cognito-identity:GetOpenIdTokenForDeveloperIdentity"], POOL_ARN),
  ),
  withStatement(petRole("elsewhere", byAccount), allowing(["cognito-identity:*"], `${POOL_ARN}x`)),
];

export let running: RunningGate;
export let alice: SignedIn;

beforeAll(async () => {
  running = await runGate(
    withPool(
      {
        developerProviderName: DEVELOPER,
        allowUnauthenticated: true,
        authenticatedRoleArn: roleArn("developer"),
        principalTags: [{ providerName: "cognito-idp.example/other", tags: { who: "cognito:username" } }],
      },
      roles,
    ),
  );
  alice = await signIn(running, "alice");
});
afterAll(() => running.stop());

export const pool = { IdentityPoolId: IDENTITY_POOL };
export const as = (user: string) => ({ Logins: { [DEVELOPER]: user } });
export const signed = (operation: string, input: Json = {}) =>
  askSigned(running, operation, { ...pool, ...input });

export async function tokenFor(
  user: string,
  more: Json = {},
): Promise<{ readonly id: string; readonly token: string }> {
  const { IdentityId, Token } = await signed("GetOpenIdTokenForDeveloperIdentity", { ...as(user), ...more });
  return { id: String(IdentityId), token: String(Token) };
}

export const lookUp = (input: Json) => signed("LookupDeveloperIdentity", input);
