import { setUp, UNKNOWN } from "./fakes";

describe("rotation", () => {
  test("gives another value, and the old key is deleted before the answer", async () => {
    const world = setUp();
    const { body } = await world.create();
    world.later(60);
    const rotated = await world.send("POST /keys/{id}/rotation", { path: { id: body.id } });
    expect(rotated).toEqual({
      status: 201,
      body: { ...body, createdAt: "2026-11-21T12:01:00.000Z", value: "secret-value-of-aws2" },
    });
    expect([...world.keys]).toEqual([
      ["aws2", { value: "secret-value-of-aws2", inPlan: true, owner: "alice" }],
    ]);
  });

  test("at the same time as another, or as a revocation, one of them is answered 409", async () => {
    const world = setUp();
    const { body } = await world.create();
    const path = { id: body.id };
    const answers = await Promise.all([
      world.send("POST /keys/{id}/rotation", { path }),
      world.send("POST /keys/{id}/rotation", { path }),
      world.send("DELETE /keys/{id}", { path }),
    ]);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409 || status === 404)).toHaveLength(2);
    await world.send("DELETE /keys/{id}", { path });
    expect(world.keys.size).toBe(0);
  });

  test("of a key that there is not is 404, and nothing is made", async () => {
    const world = setUp();
    expect(await world.send("POST /keys/{id}/rotation", { path: { id: UNKNOWN } })).toMatchObject({
      status: 404,
    });
    expect(world.keys.size).toBe(0);
  });
});
