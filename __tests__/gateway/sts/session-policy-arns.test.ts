import type { ManagedPolicy } from "../../../terraform/model";
import { type RunningGate, runGate } from "../gates";
import { ACCOUNT, EXECUTION_ARN } from "../petstore/names";
import { byAccount } from "../petstore/roles";
import { assumeRole, credentialsIn, errorOf, petRole, petsStatus, withRoles } from "./sts-gate";

/** PolicyArns: managed policies of the Terraform limit a session. */

const arnOf = (name: string) => `arn:aws:iam::${ACCOUNT}:policy/${name}`;
const managed = (name: string, ...methods: string[]): ManagedPolicy => ({
  arn: arnOf(name),
  address: `api/aws_iam_policy.${name}`,
  name,
  document: {
    version: "2012-10-17",
    statements: [
      {
        effect: "Allow",
        actions: ["execute-api:Invoke"],
        resources: methods.map((method) => `${EXECUTION_ARN}/dev/${method}`),
        conditions: [],
      },
    ],
  },
});

let running: RunningGate;
beforeAll(async () => {
  running = await runGate((model) => ({
    ...withRoles([petRole("worker", byAccount)])(model),
    managedPolicies: [
      managed("reads", "GET/pets"),
      managed("writes", "POST/pets"),
      // More than the role allows.
      managed("removes", "DELETE/pets/*"),
      { ...managed("untold"), document: { unknown: "known only after apply" } },
    ],
  }));
});
afterAll(() => running.stop());

const assume = (arns: readonly string[], more: Record<string, string> = {}) => {
  const asked = arns.map((arn, index) => [`PolicyArns.member.${index + 1}.arn`, arn]);
  const { operator } = running.gate.description;
  return assumeRole(running, "worker", { ...Object.fromEntries(asked), ...more }, operator);
};

const inline = (method: string) => ({
  Policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: "execute-api:Invoke", Resource: `${EXECUTION_ARN}/dev/${method}` },
    ],
  }),
});

test.each<readonly [names: readonly string[], more: Record<string, string>, get: number, post: number]>([
  [[], {}, 200, 200],
  [["reads"], {}, 200, 403],
  [["reads", "writes"], {}, 200, 200],
  [["removes"], {}, 403, 403],
  // One of all policies of the session must allow.
  [["reads"], inline("POST/pets"), 200, 200],
  [["removes"], inline("POST/pets"), 403, 200],
])("%j and %j", async (names, more, get, post) => {
  const credentials = credentialsIn(await assume(names.map(arnOf), more));
  expect(await petsStatus(running, "GET", credentials)).toBe(get);
  expect(await petsStatus(running, "POST", credentials)).toBe(post);
});

test.each<readonly [arns: readonly string[], more: Record<string, string>, expected: RegExp]>([
  [
    ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    {},
    /^ValidationError: PolicyArns: .*ReadOnlyAccess is no policy/,
  ],
  [[arnOf("untold")], {}, /^ValidationError: PolicyArns: .*untold is no policy/],
  [Array<string>(11).fill(arnOf("reads")), {}, /^ValidationError: .*policyArns/],
  [
    [],
    { "PolicyArns.member.1": arnOf("reads") },
    /^ValidationError: The parameter PolicyArns.member.1 of AssumeRole is not served by this gate\.$/,
  ],
])("%j and %j are refused", async (arns, more, expected) => {
  const answer = await assume(arns, more);
  expect(errorOf(answer)).toMatch(expected);
  expect(answer.body).not.toContain("<SecretAccessKey>");
});

test("a policy that is gone since the session began allows nothing", async () => {
  const credentials = credentialsIn(await assume([arnOf("reads")]));
  await running.serve((model) => ({ ...model, managedPolicies: [] }));
  expect(await petsStatus(running, "GET", credentials)).toBe(500);
  await running.serve();
  expect(await petsStatus(running, "GET", credentials)).toBe(200);
});
