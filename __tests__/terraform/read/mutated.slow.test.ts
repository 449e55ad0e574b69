import { accessMatrix } from "../../../terraform/access/matrix";
import { readTerraform } from "../../../terraform/read";
import { sources } from "../build/stacks";
import { mutations } from "./mutated";

test("one construct never ends the run: every place of the shop", () => {
  const all = mutations();
  expect(all.length).toBeGreaterThan(3_000);
  const ended = all.flatMap(({ name, stacks }) => {
    try {
      accessMatrix(readTerraform({ kind: "stacks", stacks: sources(stacks()) }));
      return [];
    } catch (error) {
      return [`${name}: ${(error as Error).message}`];
    }
  });
  expect(ended).toEqual([]);
}, 300_000);
