/** The whole battery of hostile tokens against the gate as a process. */
import { rmSync } from "node:fs";
import { type RunningGate, run, startGateCommand, temporaryFolder } from "./command";
import { answered, forgedFor, notRefused, ways } from "./forged";

jest.setTimeout(120_000);

const stateDir = temporaryFolder();
let gate: RunningGate;
beforeAll(async () => {
  expect(await run(["synth"])).toMatchObject({ status: 0 });
  gate = await startGateCommand(["--state", stateDir, "--no-watch"]);
});
afterAll(async () => {
  await gate.stop();
  rmSync(stateDir, { recursive: true });
});

test.each(Object.entries(ways))("%s: every hostile one is refused, and no handler runs", async (_, way) => {
  const { description } = gate;
  const genuine = await way.genuine(description);
  expect(await answered(description, way.path, genuine)).toBe("200 handled");
  const { hostile, unchanged } = await forgedFor({ description, stateDir }, way);
  const answer = await answered(description, way.path, unchanged);
  expect({ answer, said: gate.stderr().slice(-500) }).toMatchObject({ answer: "200 handled" });
  expect(hostile.length).toBeGreaterThanOrEqual(300);
  expect(new Set(hostile.map(({ attack }) => attack)).size).toBeGreaterThanOrEqual(40);
  expect(await notRefused(description, way.path, hostile)).toEqual([]);
});
