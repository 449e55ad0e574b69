import type { Owner } from "../../../functions/api-keys/owner";
import { type Failure, type Step, setUp, type World } from "./fakes";

/** Whatever fails, and wherever the function ends: no key works that its owner does not see, and all is mended later. */

const STEPS: readonly Step[] = ["read", "write", "create", "admit", "remove"];
const PLACES = STEPS.flatMap((step) =>
  [1, 2, 3, 4, 5, 6].flatMap((at) =>
    (["before", "after"] as const).flatMap((how) =>
      [false, true].map((always) => ({ step, at, how, always })),
    ),
  ),
);

const alice = (world: World): Owner =>
  world.items.get("alice")?.owner ?? { keys: [], made: { day: "", count: 0 } };

/** A key that works is one that its owner sees, or one that the table has down to be deleted. */
function expectNothingUnseen(world: World): void {
  const known = alice(world).keys.flatMap(({ doomed, keyId }) => [...doomed, keyId]);
  for (const [id, { inPlan }] of world.keys) if (inPlan) expect(known).toContain(id);
}

/** After the lease is over, one more request puts all in order. */
async function expectMended(world: World): Promise<void> {
  world.mend();
  world.later(60);
  for (const { id } of alice(world).keys.slice(1)) await world.send("DELETE /keys/{id}", { path: { id } });
  const made = await world.create("another", "alice");
  expect(made.status).toBe(201);
  const { keys } = alice(world);
  expect(
    keys.filter(({ doomed, keyId, lease }) => keyId === undefined || doomed.length > 0 || lease),
  ).toEqual([]);
  const working = [...world.keys].filter(([, { inPlan }]) => inPlan).map(([id]) => id);
  expect(working.sort()).toEqual(keys.map(({ keyId }) => keyId).sort());
}

const routes: readonly (readonly [
  string,
  (world: World, id: string) => Promise<{ status: number; body: unknown }>,
])[] = [
  ["making", (world) => world.create("second")],
  ["rotating", (world, id) => world.send("POST /keys/{id}/rotation", { path: { id } })],
  ["revoking", (world, id) => world.send("DELETE /keys/{id}", { path: { id } })],
];

describe.each(routes)("while %s a key", (_, act) => {
  test.each(PLACES)(
    "$step number $at fails $how it is done, always: $always",
    async ({ always, at, how, step }) => {
      const world = setUp();
      const { body } = await world.create("first");
      world.failAt(step, at, how, always);
      const answer = await act(world, body.id);
      expect([201, 204, 500]).toContain(answer.status);
      if (answer.status === 500) {
        expect(answer.body).toEqual({ message: "Internal server error" });
        expect(JSON.stringify(world.lines)).not.toContain("secret-value");
      }
      expectNothingUnseen(world);
      await expectMended(world);
    },
  );

  test("the function ends after each of its steps", async () => {
    for (let steps = 1; ; steps++) {
      const world = setUp();
      const { body } = await world.create("first");
      // From some step on nothing is done any more, not even what would put things back.
      let left = steps;
      const ended = new Promise<never>(() => {});
      for (const part of [world.table] as const)
        for (const name of ["read", "write"] as const) {
          const work = part[name].bind(part) as (...all: unknown[]) => Promise<unknown>;
          Object.assign(part, { [name]: (...all: unknown[]) => (left-- > 0 ? work(...all) : ended) });
        }
      const outcome = await Promise.race([act(world, body.id), settled()]);
      expectNothingUnseen(world);
      left = Number.POSITIVE_INFINITY;
      await expectMended(world);
      if (outcome !== "ended") return;
    }
  });
});

/** Long enough for everything in memory that is not held up. */
async function settled(): Promise<"ended"> {
  for (let turn = 0; turn < 20; turn++) await new Promise((next) => setImmediate(next));
  return "ended";
}

test.each<[Failure]>([["before"], ["after"]])(
  "a rotation that fails %s it made a key leaves the old one working",
  async (how) => {
    const world = setUp();
    const { body } = await world.create();
    world.failAt("create", 1, how);
    expect(await world.send("POST /keys/{id}/rotation", { path: { id: body.id } })).toMatchObject({
      status: 500,
    });
    expect(world.keys.get("aws1")?.inPlan).toBe(true);
    expect(world.steps.filter((step) => step.startsWith("remove"))).toEqual([]);
    world.mend();
    const { value: _, ...listed } = body;
    expect((await world.send("GET /keys")).body.keys).toEqual([listed]);
  },
);

test("a key that could not be made is not listed", async () => {
  const world = setUp();
  world.failAt("create", 1, "before");
  expect(await world.create()).toMatchObject({ status: 500 });
  expect(await world.send("GET /keys")).toEqual({ status: 200, body: { keys: [] } });
});

test("a rotation that could not revoke the old key says so, and the next request does it", async () => {
  const world = setUp();
  const { body } = await world.create();
  world.failAt("remove", 1, "before", true);
  const path = { id: body.id };
  expect(await world.send("POST /keys/{id}/rotation", { path })).toMatchObject({ status: 500 });
  expect((await world.send("GET /keys")).body.keys).toMatchObject([{ status: "changing" }]);
  world.mend();
  expect(await world.send("POST /keys/{id}/rotation", { path })).toMatchObject({ status: 201 });
  expect([...world.keys.keys()]).toEqual(["aws3"]);
});

test("a revocation that failed can be asked for again", async () => {
  const world = setUp();
  const { body } = await world.create();
  world.failAt("remove", 1, "before", true);
  const path = { id: body.id };
  expect(await world.send("DELETE /keys/{id}", { path })).toMatchObject({ status: 500 });
  world.mend();
  expect(await world.send("DELETE /keys/{id}", { path })).toMatchObject({ status: 204 });
  expect(world.keys.size).toBe(0);
});

test("what others keep writing is 409 in the end", async () => {
  const world = setUp();
  Object.assign(world.table, { write: async () => false });
  expect(await world.create()).toMatchObject({ status: 409 });
  expect(world.keys.size).toBe(0);
});
