import { call, signedCall } from "../client";
import { type RunningGate, runGate } from "../gates";
import { credentialsFor, signIn } from "../people";
import { policy } from "../petstore/roles";

/** A changed Terraform, served by a running gate. */

let running: RunningGate;
beforeAll(async () => {
  running = await runGate();
});
beforeEach(async () => {
  await running.serve();
  running.ran();
});
afterAll(() => running?.stop());

test("serves the changed Terraform, and who is signed in stays so", async () => {
  const { endpoint } = running.gate.description;
  const alice = await credentialsFor(running, await signIn(running, "alice"));
  const post = () => signedCall(endpoint, "/dev/pets", { credentials: alice, method: "POST" });
  expect((await post()).status).toBe(200);
  await running.gate.reload({
    ...running.model,
    roles: running.model.roles.map((role) => ({
      ...role,
      policies: [
        { address: "p", name: "p", document: policy("Allow", "arn:aws:execute-api:*:*:*/dev/GET/*") },
      ],
    })),
  });
  expect((await post()).status).toBe(403);
  expect((await signedCall(endpoint, "/dev/pets", { credentials: alice })).status).toBe(200);
  await running.gate.reload(running.model);
  expect((await post()).status).toBe(200);
});

test("a new group brings a new user, a new table is there, and old passwords stay", async () => {
  const [alice] = running.gate.description.users;
  await running.gate.reload({
    ...running.model,
    tables: [{ address: "t", name: "new", hashKey: "id", attributes: [{ name: "id", type: "S" }] }],
    userPools: running.model.userPools.map((pool) => ({
      ...pool,
      groups: [...pool.groups, { address: "g", name: "vets", precedence: 30 }],
    })),
  });
  const { users } = running.gate.description;
  expect(users.map(({ username }) => username)).toEqual(["alice", "bob", "vets"]);
  expect(users[0]).toEqual(alice);
  await signIn(running, "vets");
});

test("what cannot be served is refused, and the gate goes on as before", async () => {
  await expect(running.gate.reload({ ...running.model, apis: [] })).rejects.toMatchObject({
    code: "NO_API",
  });
  expect((await call(running.gate.description.endpoint, "/dev/health")).status).toBe(200);
});

test("a policy that was cached under the old Terraform is forgotten", async () => {
  const get = () =>
    call(running.gate.description.endpoint, "/dev/partner/pets", {
      headers: { authorization: "Bearer allow" },
    });
  await get();
  running.ran();
  await get();
  expect(running.ran()).toEqual(["echo"]);
  await running.gate.reload(running.model);
  await get();
  expect(running.ran()).toEqual(["authorizer", "echo"]);
});
