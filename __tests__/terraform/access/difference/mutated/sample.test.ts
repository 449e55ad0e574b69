import { oneStack, twoStacks } from "./bases";
import { judged } from "./judged";

/** Every so many mutations of a configuration; all of them are in whole.slow.test.ts. */
const STEP = 37;

test.each([
  ["one stack", oneStack],
  ["two stacks", twoStacks],
])("a sample of the mutations of %s is compared as the oracle says", (_, base) => {
  const found = [...judged(base(), (index) => index % STEP === 0)];
  expect(found.length).toBeGreaterThan(10);
  expect(found.filter(({ wrong }) => wrong !== undefined)).toEqual([]);
  expect(new Set(found.map(({ outcome }) => outcome)).size).toBeGreaterThan(2);
});
