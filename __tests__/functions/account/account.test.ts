import { accountEndpoints } from "../../../functions/account/account";
import { serve } from "../../../functions/handler/serve";
import { asPartner, asUser, logBook, type Sent, send } from "../support/events";
import { memoryTable } from "../support/memory-table";

const alice = { authorizer: asUser("alice-1") };
const bob = { sub: "bob-1", name: "Bob" };

function setUp() {
  const memory = memoryTable("sub", bob);
  return { ...memory, handler: serve(accountEndpoints(memory.table), logBook().log) };
}

describe("account", () => {
  it("is there from the start, and empty", async () => {
    expect(await send(setUp().handler, "GET /account", alice)).toEqual({
      status: 200,
      body: { sub: "alice-1" },
    });
  });

  it("keeps what its owner writes, whole, each time", async () => {
    const { handler } = setUp();
    await send(handler, "POST /account", { ...alice, body: { name: "Alice", phone: "1" } });
    const written = await send(handler, "POST /account", {
      ...alice,
      body: { name: "Alice", address: "Here 1" },
    });
    expect(written).toEqual({ status: 200, body: { sub: "alice-1", name: "Alice", address: "Here 1" } });
    expect((await send(handler, "GET /account", alice)).body).toEqual(written.body);
  });

  it.each<[string, Sent]>([
    ["the path", { path: { sub: "bob-1", id: "bob-1", proxy: "bob-1" } }],
    ["the query", { query: { sub: "bob-1", owner: "bob-1" } }],
    ["headers", { headers: { "x-sub": "bob-1", authorization: "Bearer bob-1" } }],
  ])("of another user is not reached by %s", async (_, sent) => {
    const { handler, calls, stored } = setUp();
    expect((await send(handler, "GET /account", { ...alice, ...sent })).body).toEqual({ sub: "alice-1" });
    await send(handler, "POST /account", { ...alice, body: { name: "Mallory" }, ...sent });
    expect(calls).toEqual(["get alice-1", "put alice-1"]);
    expect(stored.get("bob-1")).toEqual(bob);
  });

  it.each(["sub", "owner", "id", "__proto__"])(
    "a body that names %s is 400 and writes nothing",
    async (field) => {
      const { handler, calls } = setUp();
      const reply = await send(handler, "POST /account", { ...alice, body: `{"${field}":"bob-1"}` });
      expect([reply.status, reply.body.field, calls]).toEqual([400, field, []]);
    },
  );

  it.each<[string, Sent]>([
    ["a partner with a user's sub", { authorizer: asPartner("bob-1") }],
    ["a system", { identity: { userArn: "arn:aws:sts::123456789012:assumed-role/bob-1/s" } }],
    [
      "another provider's login",
      {
        identity: {
          userArn: "arn:aws:sts::123456789012:assumed-role/user/s",
          cognitoIdentityId: "bob-1",
          cognitoAuthenticationType: "authenticated",
          cognitoAuthenticationProvider: "accounts.google.com",
        },
      },
    ],
  ])("is not for %s", async (_, sent) => {
    const { handler, calls } = setUp();
    const refused = { status: 403, body: { message: "Accounts are for users of the user pool" } };
    expect(await send(handler, "GET /account", sent)).toEqual(refused);
    expect(await send(handler, "POST /account", { ...sent, body: {} })).toEqual(refused);
    expect(calls).toEqual([]);
  });

  it("does not exist without a caller", async () => {
    const { handler, calls } = setUp();
    expect((await send(handler, "GET /account")).status).toBe(401);
    expect(calls).toEqual([]);
  });
});
