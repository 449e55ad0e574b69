import { PassThrough } from "node:stream";
import { forwardLines } from "../../../gateway/process/output";

const LIMITS = { line: 10, logged: 20, read: 100 };

let lines: string[];
let stream: PassThrough;

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate"] });
  lines = [];
  stream = new PassThrough();
  forwardLines(stream, (line) => lines.push(line), LIMITS);
});
afterEach(() => jest.useRealTimers());

/** What was written has been read by then, if it is read at all. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("lines are handed on whole, however they arrive, and the last one without its end", async () => {
  for (const part of ["o", "ne\r\ntw", "o\n", "three"]) stream.write(part);
  await settled();
  expect(lines).toEqual(["one", "two"]);
  stream.end();
  await settled();
  expect(lines).toEqual(["one", "two", "three"]);
});

test("a long line is cut, and what is left out is counted", async () => {
  for (let i = 0; i < 5; i++) stream.write("x".repeat(9));
  stream.write("\nnext\n");
  await settled();
  expect(lines).toEqual([`${"x".repeat(10)}… (35 characters more)`, "next"]);
});

test("more than a second's share is left out, said with its number, and the next second is a new one", async () => {
  stream.write("123456789\n".repeat(5));
  await settled();
  expect(lines).toHaveLength(3);
  jest.advanceTimersByTime(1_000);
  expect(lines[3]).toBe("(18 characters of output more than are logged in a second)");
  stream.write("again\n");
  await settled();
  expect(lines[4]).toBe("again");
});

test("what prints without end is not read without end: the writer waits for the next second", async () => {
  stream.write("123456789\n".repeat(11));
  await settled();
  stream.write("held\n");
  await settled();
  expect(stream.isPaused()).toBe(true);
  expect(lines).not.toContain("held");
  jest.advanceTimersByTime(1_000);
  await settled();
  expect(lines.at(-1)).toBe("held");
});
