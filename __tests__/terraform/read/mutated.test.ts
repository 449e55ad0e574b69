import { accessMatrix } from "../../../terraform/access/matrix";
import { readTerraform } from "../../../terraform/read";
import { sources } from "../build/stacks";
import { mutations } from "./mutated";

/** A reader that is not strict reads every mutation to its matrix. Every place is mutated in mutated.slow.test.ts. */
test("one construct never ends the run, wherever it is", () => {
  const some = mutations().filter((_, index) => index % 193 === 0);
  expect(some.length).toBeGreaterThan(15);
  for (const { name, stacks } of some) expect([name, matrixOf(stacks())]).toEqual([name, expect.any(Number)]);
});

function matrixOf(stacks: Parameters<typeof sources>[0]): number {
  return accessMatrix(readTerraform({ kind: "stacks", stacks: sources(stacks) })).routes.length;
}
