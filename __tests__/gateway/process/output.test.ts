import { PassThrough } from "node:stream";
import { forwardLines } from "../../../gateway/process/output";

const LIMITS = { line: 10, logged: 23, read: 110, perLine: 1 };

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
  expect(lines[3]).toBe("(2 lines more, of 18 characters, than are logged of the output of a second)");
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

test("an empty line counts too: in what is logged, and in what is read", async () => {
  stream.write("\n".repeat(50));
  await settled();
  expect(lines).toEqual(Array(23).fill(""));
  expect(stream.isPaused()).toBe(false);
  stream.write("\n".repeat(10));
  await settled();
  expect(stream.isPaused()).toBe(true);
  jest.advanceTimersByTime(1_000);
  expect(lines[23]).toBe("(37 lines more, of 0 characters, than are logged of the output of a second)");
});

test("a line without end is neither kept nor read without end", async () => {
  for (let i = 0; i < 20; i++) stream.write("x".repeat(10));
  await settled();
  expect(lines).toEqual([]);
  expect(stream.isPaused()).toBe(true);
  expect(stream.readableLength).toBeGreaterThan(0);
});
