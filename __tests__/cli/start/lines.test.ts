import { setImmediate } from "node:timers/promises";
import { makeLineWriter } from "../../../cli/start/lines";

test("the lines of one turn of the event loop are written at once, in order", async () => {
  const written: string[] = [];
  const { flush, write } = makeLineWriter({ write: (text) => written.push(text) });
  write("one");
  write("two");
  expect(written).toEqual([]);
  await setImmediate();
  expect(written).toEqual(["one\ntwo\n"]);
  write("three");
  flush();
  await setImmediate();
  expect(written).toEqual(["one\ntwo\n", "three\n"]);
});
