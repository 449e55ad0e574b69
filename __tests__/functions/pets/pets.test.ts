import { serve } from "../../../functions/handler/serve";
import { petEndpoints } from "../../../functions/pets/pets";
import { asPartner, asUser, logBook, send } from "../support/events";
import { memoryTable } from "../support/memory-table";

const authorizer = asUser("alice-1");

function setUp(...pets: readonly { petId: string; name: string }[]) {
  const memory = memoryTable("petId", ...pets);
  return { ...memory, handler: serve(petEndpoints(memory.table), logBook().log) };
}

describe("pets", () => {
  it.each(["/pets", "/partner/pets"])("are listed and added under %s", async (path) => {
    const { handler } = setUp();
    const caller = path === "/pets" ? authorizer : asPartner("shop-1");
    const added = await send(handler, `POST ${path}`, {
      authorizer: caller,
      body: { name: "Rex", type: "dog", price: 10 },
    });
    expect(added).toEqual({
      status: 201,
      body: { petId: expect.any(String), name: "Rex", type: "dog", price: 10 },
    });
    expect(await send(handler, `GET ${path}`, { authorizer: caller })).toEqual({
      status: 200,
      body: { pets: [added.body] },
    });
  });

  it("are found and removed by id", async () => {
    const { handler, stored } = setUp({ petId: "p1", name: "Rex" });
    const path = { petId: "p1" };
    expect(await send(handler, "GET /pets/{petId}", { authorizer, path })).toEqual({
      status: 200,
      body: { petId: "p1", name: "Rex" },
    });
    expect(await send(handler, "DELETE /pets/{petId}", { authorizer, path })).toEqual({
      status: 204,
      body: undefined,
    });
    expect(stored.size).toBe(0);
  });

  it.each(["GET", "DELETE"])("%s of one that is not there is 404", async (method) => {
    const sent = { authorizer, path: { petId: "p9" } };
    expect(await send(setUp().handler, `${method} /pets/{petId}`, sent)).toEqual({
      status: 404,
      body: { message: "No such pet" },
    });
  });

  it.each(["", "a b", "a%2Fb", "../p1", "x".repeat(65)])(
    "the id %j is 400 and never reaches the table",
    async (petId) => {
      const { handler, calls } = setUp();
      const reply = await send(handler, "GET /pets/{petId}", { authorizer, path: { petId } });
      const body = { message: "petId: expected an id of a pet", field: "petId" };
      expect([reply, calls]).toEqual([{ status: 400, body }, []]);
    },
  );

  it("an event without a path parameter is 400, too", async () => {
    const { handler, calls } = setUp();
    const { status, body } = await send(handler, "DELETE /pets/{petId}", { authorizer });
    expect([status, body.field, calls]).toEqual([400, "petId", []]);
  });

  it("chooses the ids itself: a petId in the body is refused", async () => {
    const { handler, calls } = setUp();
    const { status, body } = await send(handler, "POST /pets", {
      authorizer,
      body: { petId: "p1", name: "Rex" },
    });
    expect([status, body.field, calls]).toEqual([400, "petId", []]);
  });

  it("are listed page by page", async () => {
    const all = Array.from({ length: 120 }, (_, at) => ({
      petId: `p${String(at).padStart(3, "0")}`,
      name: "Rex",
    }));
    const { handler } = setUp(...all);
    const seen: unknown[] = [];
    let nextToken: string | undefined;
    do {
      const query = nextToken === undefined ? {} : { nextToken };
      const { body } = await send(handler, "GET /pets", { authorizer, query });
      expect(body.pets.length).toBeLessThanOrEqual(50);
      seen.push(...body.pets);
      nextToken = body.nextToken;
    } while (nextToken);
    expect(seen).toEqual(all);
  });

  it.each(["", "{}", "AAAA", Buffer.from("a b").toString("base64url")])(
    "nextToken %j is 400",
    async (nextToken) => {
      expect(await send(setUp().handler, "GET /pets", { authorizer, query: { nextToken } })).toEqual({
        status: 400,
        body: { message: "nextToken: expected one from an answer", field: "nextToken" },
      });
    },
  );
});
