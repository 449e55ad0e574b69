/** Who signs in and is in no group gets no credentials, from the Terraform of the project as it is synthesized. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  NotAuthorizedException,
} from "@aws-sdk/client-cognito-identity";
import { readOutput } from "../../cli/sources/output";
import { type Gate, startGate } from "../../gateway/gate";
import { environmentNamed } from "../../stacks/environment-named";
import { accessMatrix } from "../../terraform/access/matrix/matrix";
import { readTerraform } from "../../terraform/read";
import { seedKeys } from "../gateway/gates";
import { resigned, signIn } from "../gateway/people";
import { synthesize } from "../stacks/synthesized";

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), "without-group-"));
const stateDir = join(folder, "state");
let gate: Gate;
let identity: CognitoIdentityClient;

beforeAll(async () => {
  synthesize(folder, environmentNamed("dev"));
  await seedKeys(stateDir);
  const output = readOutput(folder);
  const model = readTerraform({ kind: "stacks", stacks: output.stacks }, { strict: true });
  gate = await startGate({ model, readArchive: output.readArchive, port: 0, stateDir, log: () => {} });
  const { endpoint, region } = gate.description;
  identity = new CognitoIdentityClient({ endpoint, region });
});

afterAll(async () => {
  identity?.destroy();
  await gate?.stop();
  rmSync(folder, { recursive: true });
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
  const role = readTerraform(
    { kind: "stacks", stacks: readOutput(folder).stacks },
    { strict: true },
  ).roles.find(({ name }) => name.endsWith("-authenticated"));
  expect(role?.policies).toEqual([]);
  await expect(credentials(alone, role?.arn)).rejects.toThrow(NotAuthorizedException);
});

test("the role without rights is no caller of the matrix", () => {
  const { principals } = accessMatrix(
    readTerraform({ kind: "stacks", stacks: readOutput(folder).stacks }, { strict: true }),
  );
  expect(principals.filter((name) => name.startsWith("iam:"))).toEqual(["iam:petstore-dev-warehouse"]);
});
