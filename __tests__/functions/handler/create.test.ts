import { type Handler, serve } from "../../../functions/handler/serve";
import { petEndpoints } from "../../../functions/pets/pets";
import {
  asPartner,
  asUser,
  eventForms,
  logBook,
  payload2,
  type Sent,
  send as sendIn,
} from "../support/events";
import { memoryTable } from "../support/memory-table";

const body = { name: "Rex" };
const headers = { "idempotency-key": "order-1" };
const alice = asUser("alice-1");

function setUp() {
  const memory = memoryTable("petId");
  return { ...memory, handler: serve(petEndpoints(memory.table), logBook().log) };
}

describe.each(Object.entries(eventForms))("Idempotency-Key, at %s", (_, form) => {
  const send = (handler: Handler, route: string, sent: Sent) => sendIn(handler, route, sent, form);

  it("makes a POST that is sent twice have one effect and one answer", async () => {
    const { handler, stored } = setUp();
    const first = await send(handler, "POST /pets", { authorizer: alice, headers, body });
    const second = await send(handler, "POST /pets", {
      authorizer: alice,
      headers: { "Idempotency-Key": "order-1" },
      body,
    });
    expect(first).toEqual({ status: 201, body: { petId: expect.any(String), name: "Rex" } });
    expect(second).toEqual(first);
    expect(stored.size).toBe(1);
  });

  it("gives ids in the form of a UUID", async () => {
    const { body: pet } = await send(setUp().handler, "POST /pets", { authorizer: alice, headers, body });
    expect(pet.petId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("is a client's choice: without it each POST makes another pet", async () => {
    const { handler, stored } = setUp();
    for (let n = 0; n < 3; n++) await send(handler, "POST /pets", { authorizer: alice, body });
    expect(stored.size).toBe(3);
  });

  it("is a name of a system's own, too", async () => {
    const { handler, stored } = setUp();
    for (const role of ["warehouse", "warehouse", "shop"]) {
      const identity = { userArn: `arn:aws:sts::123456789012:assumed-role/${role}/s` };
      expect((await send(handler, "POST /pets", { identity, headers, body })).status).toBe(201);
    }
    expect(stored.size).toBe(2);
  });

  it("is 422 for another body under the same key, and the first stays", async () => {
    const { handler, stored } = setUp();
    await send(handler, "POST /pets", { authorizer: alice, headers, body });
    const other = await send(handler, "POST /pets", { authorizer: alice, headers, body: { name: "Tom" } });
    expect(other).toMatchObject({
      status: 422,
      body: { message: "Idempotency-Key was used for another request", field: "idempotency-key" },
    });
    expect([...stored.values()]).toEqual([expect.objectContaining({ name: "Rex" })]);
  });

  it.each([
    ["another caller", "POST /pets", asUser("bob-1"), headers],
    ["the same id behind another lock", "POST /pets", asPartner("alice-1"), headers],
    ["another route", "POST /partner/pets", alice, headers],
    ["another key", "POST /pets", alice, { "idempotency-key": "order-2" }],
    ["no key", "POST /pets", alice, {}],
  ])("is a name of the caller's own: %s makes another pet", async (_, route, authorizer, sent) => {
    const { handler, stored } = setUp();
    await send(handler, "POST /pets", { authorizer: alice, headers, body });
    expect((await send(handler, route, { authorizer, headers: sent, body })).status).toBe(201);
    expect(stored.size).toBe(2);
  });

  it.each(["", "a b", "\u00e9", "x".repeat(256)])("%j is 400", async (key) => {
    const { handler, calls } = setUp();
    const sent = { authorizer: alice, headers: { "idempotency-key": key }, body };
    const message = "idempotency-key: expected 1 to 255 visible ASCII characters";
    expect(await send(handler, "POST /pets", sent)).toEqual({
      status: 400,
      body: { message, field: "idempotency-key" },
    });
    expect(calls).toEqual([]);
  });
});

it("names one request of one caller at either kind of API", async () => {
  const { handler, stored } = setUp();
  const sent = { authorizer: alice, headers, body };
  const first = await sendIn(handler, "POST /pets", sent);
  expect(await sendIn(handler, "POST /pets", sent, payload2)).toEqual(first);
  expect(stored.size).toBe(1);
});
