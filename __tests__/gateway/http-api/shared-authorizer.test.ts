import { App } from "cdktf";
import { strToU8, zipSync } from "fflate";
import type { SharedAuthorizer } from "../../../constructs/authorizers/shared-authorizer";
import type { GateOptions } from "../../../gateway";
import { sharedArn, sharedOwner, sharedUser, sharedWith } from "../../constructs/http-api/shared-authorizer";
import { call } from "../client";
import { differences, type Synthesized, synthesized } from "../configurations/synthesized";
import type { RunningGate } from "../gates";
import { startHere } from "../worker-here";

/** An HTTP API whose authorizer is the function of another account: alone, and beside that account's own Terraform. */

/** The gate serves one account. Both stacks are in it, and the function is named by its ARN all the same. */
const ONE_ACCOUNT = { owner: "123456789012", user: "123456789012" };

type Shared = Parameters<typeof sharedOwner>[1];

const terraform = (through: SharedAuthorizer["through"], shared?: Shared): Synthesized =>
  synthesized((outdir) => {
    const app = new App({ outdir });
    sharedUser(app, through, ONE_ACCOUNT);
    if (shared) sharedOwner(app, shared, ONE_ACCOUNT);
    app.synth();
  });

const alone = terraform("api");
/** The API's id, as the reader has it of the Terraform. */
const apiId = alone.model.httpApis?.[0]?.id ?? "";

const sources: Readonly<Record<string, string>> = {
  gate: `exports.handler = async (event) => {
    if (event.version !== "2.0") throw new Error("an event of another format");
    const [token] = event.identitySource;
    const all = event.routeArn.split("/").slice(0, 2).join("/") + "/*";
    return { principalId: "carol", policyDocument: { Version: "2012-10-17", Statement: [
      { Action: "execute-api:Invoke", Effect: token === "Bearer good" ? "Allow" : "Deny", Resource: all }] } };
  };`,
  app: "exports.handler = async () => ({ statusCode: 200, body: 'ran' });",
};
const readArchive: GateOptions["readArchive"] = (_, { name }) =>
  zipSync({ "index.js": strToU8(sources[name] ?? "") });

const running: RunningGate[] = [];
afterAll(() => Promise.all(running.map((gate) => gate.stop())));

async function serve(of: Synthesized): Promise<RunningGate> {
  const gate = await of.serve({ readArchive, startWorker: startHere });
  running.push(gate);
  return gate;
}

const ask = ({ gate }: RunningGate, path: string, token?: string) =>
  call(gate.description.url, `/shop${path}`, token ? { headers: { authorization: `Bearer ${token}` } } : {});

test("beside the Terraform of its account, the function decides, and is asked once for a caller", async () => {
  const gate = await serve(terraform("api", sharedWith(apiId, ONE_ACCOUNT)));
  expect(differences(gate)).toEqual([]);
  expect(await ask(gate, "/partner")).toMatchObject({ status: 401 });
  expect(gate.ran()).toEqual([]);
  expect(await ask(gate, "/partner", "bad")).toMatchObject({ status: 403 });
  expect(gate.ran()).toEqual(["gate"]);
  expect(await ask(gate, "/partner", "good")).toMatchObject({ status: 200, body: "ran" });
  expect(await ask(gate, "/partner/7", "good")).toMatchObject({ status: 200 });
  expect(gate.ran()).toEqual(["gate", "app", "app"]);
});

test("a function that is shared with another API only is not asked", async () => {
  const gate = await serve(terraform("api", sharedWith("abc123", ONE_ACCOUNT)));
  expect(await ask(gate, "/partner", "good")).toMatchObject({ status: 500 });
  expect(gate.ran()).toEqual([]);
  expect(gate.lines.at(-1)).toContain("no aws_lambda_permission lets it invoke");
});

test("by a role, the function is asked without a permission for the API", async () => {
  const gate = await serve(terraform({ role: "call-gate" }, { organization: "o-abcdefghij" }));
  expect(differences(gate)).toEqual([]);
  expect(await ask(gate, "/partner", "bad")).toMatchObject({ status: 403 });
  expect(gate.ran()).toEqual(["gate"]);
  expect(await ask(gate, "/partner", "good")).toMatchObject({ status: 200 });
  expect(gate.ran()).toEqual(["gate", "app"]);
  await gate.serve((model) => ({ ...model, roles: model.roles.filter(({ name }) => name !== "call-gate") }));
  expect(await ask(gate, "/partner", "other")).toMatchObject({ status: 500 });
  expect(gate.ran()).toEqual([]);
  expect(gate.lines.at(-1)).toContain("by the role arn:aws:iam::123456789012:role/call-gate");
});

test("without the Terraform of its account, calls get 500, which the gate says at its start", async () => {
  const gate = await serve(alone);
  expect(differences(gate)).toEqual([
    expect.stringContaining(`its function ${sharedArn(ONE_ACCOUNT)} is not in this Terraform: calls get 500`),
  ]);
  expect(await ask(gate, "/partner")).toMatchObject({ status: 401 });
  expect(await ask(gate, "/partner", "good")).toMatchObject({ status: 500 });
  expect(gate.ran()).toEqual([]);
  expect(await ask(gate, "/health")).toMatchObject({ status: 200 });
});
