import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { readyLine } from "../../../cli/schemas/ready-line";
import { writeRunning } from "../../../gateway/state/running";
import { openStore } from "../../../gateway/store/store";
import type { ApiModel } from "../../../terraform/model";
import { schemaErrors } from "../../cli/captured";
import { call } from "../client";
import { signIn } from "../people";
import { petstoreModel } from "../petstore/model";
import { roleArn } from "../petstore/names";
import { lifecycle } from "./lifecycle";

/** What a gate says when it starts, and what stops it from starting. */

const gates = lifecycle();

test("describes itself in the fields that clients read", async () => {
  const { gate } = await gates.run();
  const { description } = gate;
  expect(Object.keys(description)).toEqual(Object.keys(readyLine.entries));
  expect(schemaErrors("start", JSON.stringify(description))).toEqual([]);
  expect(description).toMatchObject({
    url: `${description.endpoint}/dev`,
    clientId: "app",
    scriptClientId: "scripts",
    clients: [
      { clientId: "app", clientSecret: null, flows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] },
      { clientId: "scripts", clientSecret: null, oauthFlows: [] },
      { clientId: "other" },
    ],
    users: [
      { username: "alice", groups: ["admin"] },
      { username: "bob", groups: ["user"] },
    ],
    systems: [{ name: "warehouse", roleArn: roleArn("warehouse") }],
    apiKeys: [{ name: "warehouse" }],
    partner: {
      issuer: "https://partner.example/",
      audience: "petstore",
      clients: [
        { clientId: "partner-admin", roles: ["admin"] },
        { clientId: "partner-user", roles: ["user"] },
      ],
    },
  });
});

test("a port in use is one clear error, and nothing is written beside the keys that were there", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const message = await gates.failure("PORT_IN_USE", undefined, { port });
  expect(message).toBe(`Port ${port} is in use: stop what listens there, or choose another one with --port.`);
  expect(readdirSync(gates.folder)).toEqual(["installation.json"]);
  server.close();
});

test("Terraform without a REST API, or with none that has a stage, is refused", async () => {
  expect(await gates.failure("NO_API", (model) => ({ ...model, apis: [] }))).toBe(
    "The Terraform has no REST API, no HTTP API and no function URL that is served here.",
  );
  const without = (model: ApiModel) => ({
    ...model,
    apis: model.apis.map((api) => ({ ...api, stages: [] })),
  });
  expect(await gates.failure("NO_STAGE", without)).toBe(
    "The REST API api/aws_api_gateway_rest_api.api has no stage, so it cannot be called.",
  );
});

test("an archive that cannot be read is named", async () => {
  const readArchive = () => {
    throw new Error("ENOENT");
  };
  expect(await gates.failure("ARCHIVE_UNREADABLE", undefined, { readArchive })).toBe(
    "The archive echo of api/aws_lambda_function.echo cannot be read: ENOENT",
  );
});

test("a second gate on the same state is refused, and takes nothing from the first", async () => {
  const running = await gates.run(undefined, { openStore });
  const said = (at: string) =>
    `Another gate is running on the state in ${gates.folder}${at}: stop it first, or give --state DIR.`;
  expect(await gates.failure("STATE_IN_USE", undefined, { openStore })).toBe(said(""));
  const endpoint = "http://127.0.0.1:3000";
  writeRunning(gates.folder, { endpoint, authorityFile: null, userPoolId: null, users: [], signIn: null });
  expect(await gates.failure("STATE_IN_USE", undefined, { fresh: true })).toBe(said(`, at ${endpoint}`));
  await signIn(running, "alice");
});

test("a failed start leaves nothing open: the next one on the same state works", async () => {
  await gates.failure("NO_API", (model) => ({ ...model, apis: [] }));
  await gates.run();
});

test("without a user pool, an identity pool or an authorizer it serves what there is", async () => {
  const { gate } = await gates.run((model) => ({
    ...model,
    userPools: [],
    identityPools: [],
    apis: model.apis.map((api) => ({ ...api, authorizers: [] })),
  }));
  expect(gate.description).toMatchObject({
    userPoolId: null,
    identityPoolId: null,
    partner: null,
    users: [],
  });
  expect((await call(gate.description.endpoint, "/dev/health")).status).toBe(200);
  expect((await call(gate.description.endpoint, "/dev/account")).status).toBe(500);
});

describe("Terraform that is still being read", () => {
  test("is awaited while the gate opens: until it is there, every request gets 503", async () => {
    const port = await freePort();
    let read: (model: ApiModel) => void = () => {};
    const model = new Promise<ApiModel>((done) => {
      read = done;
    });
    const starting = gates.run(undefined, { port, model });
    const health = () =>
      call(`http://127.0.0.1:${port}`, "/dev/health").then(
        ({ status }) => status,
        () => 0,
      );
    while ((await health()) === 0) await new Promise((done) => setTimeout(done, 20));
    expect([await health(), await health()]).toEqual([503, 503]);
    read(petstoreModel(join(gates.folder, "ran")));
    await starting;
    expect(await health()).toBe(200);
  });

  test("that cannot be read ends the start: nothing is left open, and nothing forgotten", async () => {
    const first = await gates.run();
    const [alice] = first.gate.description.users;
    await gates.stop(first);
    const port = await freePort();
    const model = Promise.reject(new Error("no such folder"));
    await expect(gates.run(undefined, { port, model, fresh: true })).rejects.toThrow("no such folder");
    const { description } = (await gates.run(undefined, { port })).gate;
    expect(description.users[0]?.password).toBe(alice?.password);
  });

  test("and a gate that cannot start: the gate's error is told", async () => {
    await gates.run(undefined, { openStore });
    const model = Promise.reject(new Error("no such folder"));
    await gates.failure("STATE_IN_USE", undefined, { model, openStore });
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
