import { asPartner, asUser, proxyEvent, send } from "../support/events";
import { setUp, UNKNOWN } from "./fakes";

test("a key is made, put into the plan and shown once with its value", async () => {
  const world = setUp();
  const { body, status } = await world.create();
  expect(status).toBe(201);
  expect(body).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    name: "laptop",
    createdAt: "2026-11-21T12:00:00.000Z",
    status: "active",
    value: "secret-value-of-aws1",
  });
  expect([...world.keys.values()]).toEqual([{ value: "secret-value-of-aws1", inPlan: true, owner: "alice" }]);
  expect(world.names).toEqual([`self-service-${body.id}`]);
  expect(world.steps.filter((step) => step.startsWith("remove"))).toEqual([]);
  const { value: _, ...listed } = body;
  expect(await world.send("GET /keys")).toEqual({ status: 200, body: { keys: [listed] } });
  expect(JSON.stringify([...world.items])).not.toContain("secret-value");
});

test("each user has their own keys, and an id of another user's key is 404", async () => {
  const world = setUp();
  const { body } = await world.create();
  await world.create("phone", "bob");
  const path = { id: body.id };
  const before = JSON.stringify([...world.items]);
  world.steps.length = 0;
  for (const route of ["POST /keys/{id}/rotation", "DELETE /keys/{id}", "GET /keys/{id}/usage"])
    expect(await world.send(route, { path }, "bob")).toEqual({
      status: 404,
      body: { message: "No such key" },
    });
  expect(world.steps.filter((step) => !step.startsWith("read bob"))).toEqual([]);
  expect(JSON.stringify([...world.items])).toBe(before);
  expect(
    (await world.send("GET /keys", {}, "bob")).body.keys.map(({ name }: { name: string }) => name),
  ).toEqual(["phone"]);
});

test("API Gateway's own ids are neither shown nor taken", async () => {
  const world = setUp();
  const { body } = await world.create();
  expect(JSON.stringify((await world.send("GET /keys")).body)).not.toContain("aws1");
  expect(JSON.stringify({ ...body, value: "" })).not.toContain("aws1");
  expect(await world.send("DELETE /keys/{id}", { path: { id: "aws1" } })).toMatchObject({ status: 400 });
});

test.each([undefined, "", "../x", "A".repeat(36), `${UNKNOWN}x`, `x${UNKNOWN}`])(
  "the id %j is 400, and nothing is looked up",
  async (id) => {
    const world = setUp();
    for (const route of ["POST /keys/{id}/rotation", "DELETE /keys/{id}", "GET /keys/{id}/usage"])
      expect(await world.send(route, id === undefined ? {} : { path: { id } })).toEqual({
        status: 400,
        body: { message: "id: expected an id of a key", field: "id" },
      });
    expect(world.steps.filter((step) => !step.startsWith("read"))).toEqual([]);
  },
);

test.each([
  ["a partner", { authorizer: asPartner("alice") }],
  ["a program", { authorizer: { claims: { sub: "client", token_use: "access" } } }],
  [
    "credentials of another provider's login",
    { identity: { userArn: "arn:x", cognitoIdentityId: "us:1", cognitoAuthenticationType: "authenticated" } },
  ],
])("%s has no keys", async (_, sent) => {
  const world = setUp();
  const { handler, steps } = world;
  for (const route of Object.keys(world.endpoints))
    expect(await send(handler, route, { body: { name: "n" }, path: { id: UNKNOWN }, ...sent })).toEqual({
      status: 403,
      body: { message: "Keys are for users of the user pool" },
    });
  expect(steps).toEqual([]);
});

test("a request without a caller is 401", async () => {
  const { handler, steps } = setUp();
  expect(await send(handler, "GET /keys")).toMatchObject({ status: 401 });
  expect(steps).toEqual([]);
});

test.each([
  {},
  { name: "" },
  { name: "x".repeat(61) },
  { name: 7 },
  { name: "a\nb" },
  { name: "n", sub: "bob" },
  { name: "n", plan: "p" },
  { name: "n", keyId: "aws9" },
])("the body %j makes nothing", async (body) => {
  const world = setUp();
  expect(await world.send("POST /keys", { body })).toMatchObject({ status: 400 });
  expect([world.steps, world.items.size]).toEqual([[], 0]);
});

describe("limits", () => {
  test("no more keys than allowed; a revoked one makes room", async () => {
    const world = setUp();
    const { body } = await world.create("one");
    await world.create("two");
    expect(await world.create("three")).toEqual({
      status: 409,
      body: { message: "At most 2 keys: delete one first" },
    });
    expect(world.keys.size).toBe(2);
    expect(await world.send("DELETE /keys/{id}", { path: { id: body.id } })).toEqual({
      status: 204,
      body: undefined,
    });
    expect((await world.create("three")).status).toBe(201);
  });

  test("no more new values a day than allowed, since each begins with a new quota", async () => {
    const world = setUp();
    const { body } = await world.create();
    const rotate = () => {
      world.later(60);
      return world.send("POST /keys/{id}/rotation", { path: { id: body.id } });
    };
    for (let i = 0; i < 3; i++) expect((await rotate()).status).toBe(201);
    expect(await rotate()).toEqual({
      status: 409,
      body: { message: "At most 4 new keys and rotations a day" },
    });
    await world.send("DELETE /keys/{id}", { path: { id: body.id } });
    expect((await world.create()).status).toBe(409);
    world.later(12 * 3_600);
    expect((await world.create()).status).toBe(201);
  });

  test("two at once take one place: the second sees the first", async () => {
    const world = setUp();
    await world.create("one");
    const answers = await Promise.all([world.create("two"), world.create("three")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(world.keys.size).toBe(2);
  });
});

describe("the same request again", () => {
  const once = { "idempotency-key": "k1" };

  test("makes no second key, and does not show the value again", async () => {
    const world = setUp();
    const first = await world.create("laptop", "alice", once);
    const { value, ...rest } = first.body;
    expect(value).toBeDefined();
    expect(await world.create("laptop", "alice", once)).toEqual({ status: 201, body: rest });
    expect(world.keys.size).toBe(1);
  });

  test("for another name is 422, and for another user another key", async () => {
    const world = setUp();
    await world.create("laptop", "alice", once);
    expect(await world.create("phone", "alice", once)).toMatchObject({
      status: 422,
      body: { message: "Idempotency-Key was used for another request", field: "idempotency-key" },
    });
    expect((await world.create("laptop", "bob", once)).body.value).toBe("secret-value-of-aws2");
  });

  test("rotates once", async () => {
    const world = setUp();
    const { body } = await world.create();
    const rotate = (headers: Record<string, string>) =>
      world.send("POST /keys/{id}/rotation", { path: { id: body.id }, headers });
    expect((await rotate(once)).body.value).toBe("secret-value-of-aws2");
    expect((await rotate(once)).body).not.toHaveProperty("value");
    expect((await rotate({ "idempotency-key": "k2" })).body.value).toBe("secret-value-of-aws3");
    expect(world.keys.size).toBe(1);
  });
});

test("usage is shown for a week, day by day, of one's own key only", async () => {
  const world = setUp();
  const { body } = await world.create();
  expect(await world.send("GET /keys/{id}/usage", { path: { id: body.id } })).toEqual({
    status: 200,
    body: { id: body.id, days: [{ date: "2026-11-15", used: 3, left: 7 }] },
  });
  expect(world.steps.at(-1)).toBe("usage aws1 2026-11-15 2026-11-21");
});

test("the key of a call is named where it is the caller's", async () => {
  const world = setUp();
  const { body } = await world.create();
  const identity = { apiKeyId: "aws1" };
  expect(await world.send("GET /keys/current", { identity })).toMatchObject({
    status: 200,
    body: { id: body.id },
  });
  const none = { status: 404, body: { message: "The key that was sent is none of yours" } };
  expect(await world.send("GET /keys/current", { identity }, "bob")).toEqual(none);
  expect(await world.send("GET /keys/current")).toEqual(none);
});

test("a key in the making is not that of a call, and has no usage", async () => {
  const world = setUp();
  const key = { id: UNKNOWN, name: "n", createdAt: "", request: "r", doomed: [] };
  world.items.set("alice", { owner: { keys: [key], made: { day: "", count: 0 } }, version: 1 });
  expect(await world.send("GET /keys/current")).toMatchObject({ status: 404 });
  // An event may also leave out what there is not.
  const { apiKeyId: _, ...identity } = proxyEvent("GET /keys/current").requestContext.identity;
  const event = proxyEvent("GET /keys/current", { authorizer: asUser("alice") });
  const sent = { ...event, requestContext: { ...event.requestContext, identity } };
  expect(await world.handler(sent as typeof event)).toMatchObject({ statusCode: 404 });
  expect(await world.send("GET /keys/{id}/usage", { path: { id: UNKNOWN } })).toEqual({
    status: 200,
    body: { id: UNKNOWN, days: [] },
  });
  expect(world.steps.filter((step) => step.startsWith("usage"))).toEqual([]);
});
