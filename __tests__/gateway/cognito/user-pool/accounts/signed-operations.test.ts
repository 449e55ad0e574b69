import type { CognitoIdentityProvider } from "@aws-sdk/client-cognito-identity-provider";
import type { ApiModel, IamRole } from "../../../../../terraform/model";
import { awsJson, call, signedCall } from "../../../client";
import { type RunningGate, runGate } from "../../../gates";
import { POOL, POOL_ARN } from "../../../petstore/names";
import { accountClient, refusal } from "./account-client";

/** Operations that manage a user pool take AWS credentials only, of callers whose policies allow them. */

let running: RunningGate;

beforeAll(async () => {
  running = await runGate(withAdministrator);
});

afterAll(() => running?.stop());

/** The system `warehouse` may also read users of the pool. */
function withAdministrator(model: ApiModel): ApiModel {
  const roles = model.roles.map((role): IamRole => (role.name === "warehouse" ? allowed(role) : role));
  const warehouse = model.roles.find(({ name }) => name === "warehouse") as IamRole;
  const store = { ...warehouse, name: "store", arn: `${warehouse.arn}-store`, uniqueId: "AROASTORE" };
  return { ...model, roles: [...roles, store] };
}

function allowed(role: IamRole): IamRole {
  const statement = {
    effect: "Allow" as const,
    actions: ["cognito-idp:AdminGetUser"],
    resources: [POOL_ARN],
    conditions: [],
  };
  const document = { version: "2012-10-17" as const, statements: [statement] };
  return { ...role, policies: [...role.policies, { address: "more", name: "more", document }] };
}

const system = (name: string) => {
  const found = running.gate.description.systems.find((one) => one.name === name);
  if (!found) throw new Error(`no system ${name}`);
  return found;
};
const alice = (client: CognitoIdentityProvider, UserPoolId = POOL) =>
  client.adminGetUser({ UserPoolId, Username: "alice" });

test("the operator may call them", async () => {
  const user = await alice(accountClient(running));
  expect(user).toMatchObject({ Username: "alice", Enabled: true, UserStatus: "CONFIRMED" });
  expect(user.UserCreateDate).toBeInstanceOf(Date);
  expect(user.UserAttributes).toEqual(
    expect.arrayContaining([
      { Name: "email", Value: "alice@example.com" },
      { Name: "sub", Value: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    ]),
  );
});

test("a role may that its policy allows it", async () => {
  expect(await alice(accountClient(running, system("warehouse")))).toMatchObject({
    Username: "alice",
  });
});

test("another role may not, and learns nothing of other pools", async () => {
  const client = accountClient(running, system("store"));
  for (const pool of [POOL, "us-east-1_Nowhere99"])
    expect(await refusal(alice(client, pool))).toEqual([
      "AccessDeniedException",
      "User: arn:aws:sts::123456789012:assumed-role/store/localhost is not authorized to perform: " +
        `cognito-idp:AdminGetUser on resource: ${POOL_ARN.replace(POOL, pool)} because no identity-based policy ` +
        "allows the cognito-idp:AdminGetUser action",
    ]);
});

test("a pool that is not there is said to those who may ask", async () => {
  expect(await refusal(alice(accountClient(running), "us-east-1_Nowhere99"))).toEqual([
    "ResourceNotFoundException",
    "User pool us-east-1_Nowhere99 does not exist.",
  ]);
});

test("a request without a signature is refused before its input is read", async () => {
  const { endpoint } = running.gate.description;
  for (const input of [{ UserPoolId: POOL, Username: "alice" }, {}]) {
    const { json, status } = await awsJson(endpoint, "AWSCognitoIdentityProviderService.AdminGetUser", input);
    expect([status, json.__type]).toEqual([400, "MissingAuthenticationTokenException"]);
  }
});

test.each([
  ["another secret", { secretAccessKey: "x".repeat(40) }, "InvalidSignatureException"],
  ["another key id", { accessKeyId: "AKIAAAAAAAAAAAAAAAAA" }, "UnrecognizedClientException"],
  ["a session token beside the operator's keys", { sessionToken: "t" }, "UnrecognizedClientException"],
])("%s is refused", async (_, changes, name) => {
  const keys = { ...running.gate.description.operator, ...changes };
  expect((await refusal(alice(accountClient(running, keys))))[0]).toBe(name);
  expect(running.lines.join("\n")).not.toContain("Canonical String");
});

test.each([
  ["that its role allows", "allowed"],
  ["that its role does not allow", "refused"],
])("a function reaches the pool with its own credentials, for what %s", async (_, outcome) => {
  const change = (model: ApiModel) => ({
    ...model,
    roles: model.roles.map((role) =>
      outcome === "allowed" && role.name === "echo-function" ? allowed(role) : role,
    ),
  });
  await running.serve(change);
  const { endpoint } = running.gate.description;
  const environment = JSON.parse((await call(endpoint, "/dev/health?what=environment")).body);
  expect(environment.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER).toBe(endpoint);
  const credentials = {
    accessKeyId: environment.AWS_ACCESS_KEY_ID,
    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY,
    sessionToken: environment.AWS_SESSION_TOKEN,
  };
  const asked = alice(accountClient(running, credentials));
  if (outcome === "allowed") expect(await asked).toMatchObject({ Username: "alice" });
  else expect((await refusal(asked))[0]).toBe("AccessDeniedException");
});

test("the operator's keys do not open the API", async () => {
  const { endpoint, operator } = running.gate.description;
  running.ran();
  const answer = await signedCall(endpoint, "/dev/pets", { credentials: operator });
  expect([answer.status, JSON.parse(answer.body)]).toEqual([
    403,
    { message: "The security token included in the request is invalid." },
  ]);
  expect(running.ran()).toEqual([]);
});
