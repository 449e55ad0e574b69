import { attackSize } from "../../attacks";
import { attacks } from "./corpus";
import { type PathGate, startPathGate } from "./gate";
import { served } from "./served";

/**
 * Paths, verbs and headers with several readings, sent over a plain socket. `npm run test:attacks` sends all of them,
 * `npm test` every twentieth.
 */
const EVERY = 20 / attackSize({ some: 1, all: 20 });

jest.setTimeout(600_000);

let gate: PathGate;
beforeAll(async () => {
  gate = await startPathGate();
});
afterAll(() => gate.stop());

const all = [...attacks()];

test("there are at least 2,000 attacks, and no two alike", () => {
  const distinct = new Set(
    all.map(({ as, headers, path, target, verb }) => JSON.stringify([as, headers, path, target, verb])),
  );
  expect(distinct.size).toBeGreaterThanOrEqual(2_000);
});

test("no request that is refused in one of its readings runs a handler or reaches the backend", async () => {
  const through: unknown[] = [];
  for (const attack of all.filter((_, index) => index % EVERY === 0)) {
    const { status } = await gate.send(attack);
    const reached = gate.reached();
    if (reached.length > 0 || (status >= 200 && status < 300)) through.push({ ...attack, status, reached });
  }
  expect(through).toEqual([]);
});

test("there are at least 50 paths that must be served", () => {
  expect(served.length).toBeGreaterThanOrEqual(50);
});

const areas = [
  ["signed", "/all", "GET"],
  ["signed", "/all", "POST"],
  ["token", "/guarded", "GET"],
  ["anonymous", "/open", "GET"],
] as const;

test.each(areas)("callers who are allowed are served: %s below %s by %s", async (as, prefix, verb) => {
  for (const { path, proxy = path.slice("/all/".length), seen = path } of served) {
    const at = (text: string) => text.replace("/all", prefix);
    const { body, status } = await gate.send({ name: "served", verb, as, path: at(path) });
    expect({ path, status }).toEqual({ path, status: 200 });
    const { event } = JSON.parse(body);
    expect(event).toMatchObject({
      httpMethod: verb,
      path: at(seen),
      pathParameters: { proxy },
      requestContext: { path: `/dev${at(path)}` },
    });
    expect(gate.reached()).toEqual(["echo"]);
  }
});
