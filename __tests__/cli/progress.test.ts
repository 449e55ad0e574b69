import { tick, withProgress } from "../../cli/progress";

/** What a terminal shows of long work. */

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function terminal(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) };
}

/** Work that takes so many milliseconds, and says once how far it is. */
const lasting = (milliseconds: number) => () =>
  new Promise<string>((done) => {
    setTimeout(() => tick("1 of 2"), milliseconds / 2);
    setTimeout(() => done("made"), milliseconds);
  });

test("long work is named with its time and how far it is, and its line is gone at the end", async () => {
  const shown = terminal(true);
  const working = withProgress("Synthesizing", lasting(3_000), shown);
  await jest.advanceTimersByTimeAsync(3_000);
  expect(await working).toBe("made");
  expect(shown.written[0]).toBe("\r\u001b[KSynthesizing … 0 s");
  expect(shown.written.at(-2)).toMatch(/Synthesizing, 1 of 2 … [23] s$/);
  expect(shown.written.at(-1)).toBe("\r\u001b[K");
});

test.each([
  ["short work", true, 400],
  ["work beside a pipe or a file", false, 3_000],
])("of %s, nothing is written", async (_, isTTY, milliseconds) => {
  const shown = terminal(isTTY);
  const working = withProgress("Synthesizing", lasting(milliseconds), shown);
  await jest.advanceTimersByTimeAsync(milliseconds);
  await working;
  expect(shown.written).toEqual([]);
});

test("of work that fails, the line goes, and the error stays", async () => {
  const shown = terminal(true);
  const working = withProgress(
    "Synthesizing",
    () => new Promise((_, fail) => setTimeout(() => fail(new Error("broken")), 1_000)),
    shown,
  ).catch((error: Error) => error.message);
  await jest.advanceTimersByTimeAsync(1_000);
  expect(await working).toBe("broken");
  expect(shown.written.at(-1)).toBe("\r\u001b[K");
});

test("work within work is part of it, and what lets no timer run is shown by its steps", async () => {
  const shown = terminal(true);
  const reading = async () => {
    for (const done of ["1 file", "2 files"]) {
      jest.setSystemTime(Date.now() + 1_000);
      tick(done);
    }
  };
  await withProgress("Reading", () => withProgress("Synthesizing", reading, shown), shown);
  expect(shown.written).toEqual([
    "\r\u001b[KReading, 1 file … 1 s",
    "\r\u001b[KReading, 2 files … 2 s",
    "\r\u001b[K",
  ]);
  tick("3 files");
  expect(shown.written).toHaveLength(3);
});
