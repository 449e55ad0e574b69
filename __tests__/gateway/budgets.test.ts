/**
 * What one call may cost, as counts: a call more of the system, of the decision or of the store for each request shows here
 * and not only in the benchmark.
 */

import { Socket } from "node:net";
import { startWorker } from "../../gateway/lambda/worker";
import * as decide from "../../terraform/access/decide";
import { call } from "./client";
import { type RunningGate, runGate } from "./gates";

jest.mock("../../terraform/access/decide", () => {
  const actual = jest.requireActual<typeof decide>("../../terraform/access/decide");
  return { ...actual, decider: jest.fn(actual.decider) };
});

let running: RunningGate;
let questions = 0;
let answers = 0;

beforeAll(async () => {
  const actual = jest.requireActual<typeof decide>("../../terraform/access/decide");
  jest.mocked(decide.decider).mockImplementation((model) => {
    const real = actual.decider(model);
    return (request) => {
      questions++;
      const decided = real(request);
      return (caller) => {
        answers++;
        return decided(caller);
      };
    };
  });
  running = await runGate(undefined, { startWorker });
});

afterAll(() => running?.stop());

const get = (path: string) => call(running.gate.description.endpoint, path);

/** Frames that begin as those to a function do: their head has the id first. */
function framesWritten(write: jest.SpyInstance): number {
  return write.mock.calls.filter(([bytes]) => Buffer.isBuffer(bytes) && bytes.includes('{"id":"')).length;
}

test("a served call asks the decision once, and writes to its function once", async () => {
  await get("/dev/health");
  [questions, answers] = [0, 0];
  const write = jest.spyOn(Socket.prototype, "write");
  expect((await get("/dev/health")).status).toBe(200);
  expect({ questions, answers, writes: framesWritten(write) }).toEqual({
    questions: 1,
    answers: 1,
    writes: 1,
  });
  write.mockRestore();
});

test("a call without credentials asks neither the decision nor a function", async () => {
  [questions, answers] = [0, 0];
  const write = jest.spyOn(Socket.prototype, "write");
  expect((await get("/dev/pets")).status).toBe(403);
  expect({ questions, answers, writes: framesWritten(write) }).toEqual({
    questions: 0,
    answers: 0,
    writes: 0,
  });
  write.mockRestore();
});

test("the Terraform is indexed once, however many calls there are", async () => {
  jest.mocked(decide.decider).mockClear();
  for (let n = 0; n < 20; n++) await get("/dev/health");
  expect(decide.decider).not.toHaveBeenCalled();
});
