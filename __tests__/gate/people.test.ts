/**
 * The project's own stacks behind one gate, end to end: every caller at every route, hostile tokens of every kind, and users
 * of no group. The campaigns with all tokens, all edits and secrets are suites of their own (docs/testing.md).
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  NotAuthorizedException,
} from "@aws-sdk/client-cognito-identity";
import { playCalls } from "../../cli/demo/play-calls";
import { readOutput } from "../../cli/sources/output";
import { type Gate, startGate } from "../../gateway";
import { environmentNamed } from "../../stacks/environment-named";
import { accessMatrix } from "../../terraform/access/matrix/matrix";
import type { ApiModel } from "../../terraform/model";
import { readTerraform } from "../../terraform/read";
import { seedKeys } from "../gateway/gates";
import { resigned, signIn } from "../gateway/people";
import { petstore, synthesize } from "../stacks/synthesized";
import { answered, forgedFor, notRefused, ways } from "./forged";

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), "people-"));
const stateDir = join(folder, "state");
/** Ids of the requests for which a function ran that is no authorizer. */
const handled = new Set<string>();
let model: ApiModel;
let gate: Gate;
let identity: CognitoIdentityClient;

beforeAll(async () => {
  synthesize(folder, environmentNamed("dev"));
  await seedKeys(stateDir);
  const output = readOutput(folder);
  model = readTerraform({ kind: "stacks", stacks: output.stacks }, { strict: true });
  const handlers = new Set(
    model.apis.flatMap(({ methods }) => methods.map(({ integration }) => integration.functionArn)),
  );
  gate = await startGate({
    model,
    readArchive: output.readArchive,
    port: 0,
    stateDir,
    log: () => {},
    onCall: ({ requestId, invoked }) => {
      if (invoked.some((arn) => handlers.has(arn))) handled.add(requestId);
    },
  });
  const { endpoint, region } = gate.description;
  identity = new CognitoIdentityClient({ endpoint, region });
});

afterAll(async () => {
  identity?.destroy();
  await gate?.stop();
  rmSync(folder, { recursive: true });
});

test("Alice, Bob, Mallory and every system are answered at every route as declared", async () => {
  const calls = await playCalls({ access: petstore, gate: gate.description, model, handled });
  expect(calls.filter(({ ok }) => !ok)).toEqual([]);
  for (const caller of ["alice", "bob", "mallory"])
    expect(calls.map((call) => call.caller.toLowerCase())).toContain(caller);
  expect(handled.size).toBeGreaterThan(20);
});

test.each(Object.entries(ways))("%s: one of each attack is refused, and no handler runs", async (_, way) => {
  const { description } = gate;
  const { hostile, unchanged } = await forgedFor({ description, stateDir }, way);
  expect(await answered(description, way.path, unchanged)).toBe("200 handled");
  const ofEach = [...new Map(hostile.map((token) => [token.attack, token])).values()];
  expect(ofEach.length).toBeGreaterThanOrEqual(40);
  const before = handled.size;
  expect(await notRefused(description, way.path, ofEach)).toEqual([]);
  expect(handled.size).toBe(before);
});

async function credentials(idToken: string, CustomRoleArn?: string) {
  const { identityPoolId, issuer } = gate.description;
  const Logins = { [issuer?.replace("https://", "") ?? ""]: idToken };
  const { IdentityId } = await identity.send(
    new GetIdCommand({ IdentityPoolId: identityPoolId ?? "", Logins }),
  );
  return identity.send(
    new GetCredentialsForIdentityCommand({ IdentityId, Logins, ...(CustomRoleArn && { CustomRoleArn }) }),
  );
}

test("a member of a group gets credentials, and the same user without a group gets none", async () => {
  const { scriptClientId } = gate.description;
  const { idToken } = await signIn({ gate }, "bob", scriptClientId ?? "");
  expect((await credentials(idToken)).Credentials?.AccessKeyId).toMatch(/^ASIA/);
  // Cognito leaves these claims out of the token of a user without a group.
  const alone = resigned({ stateDir }, idToken, {
    "cognito:groups": undefined,
    "cognito:roles": undefined,
    "cognito:preferred_role": undefined,
  });
  await expect(credentials(alone)).rejects.toThrow(NotAuthorizedException);
  await expect(credentials(alone)).rejects.toThrow(
    /^The ambiguous role mapping rules for: cognito-idp.* denied this request\.$/,
  );
  const role = model.roles.find(({ name }) => name.endsWith("-authenticated"));
  expect(role?.policies).toEqual([]);
  await expect(credentials(alone, role?.arn)).rejects.toThrow(NotAuthorizedException);
});

test("the role without rights is no caller of the matrix", () => {
  const { principals } = accessMatrix(model);
  expect(principals.filter((name) => name.startsWith("iam:"))).toEqual(["iam:petstore-dev-warehouse"]);
});
