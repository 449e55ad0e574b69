import fc from "fast-check";
import type { AccessModel } from "../../../../access/model";
import { declarations, expected, matrixOf, RUNS, readBack, SEED, STUB } from "./declared";

test(
  "what is read back from the Terraform is what was declared, cell by cell",
  () => {
    let read = 0;
    fc.assert(
      fc.property(declarations, (access) => {
        const matrix = matrixOf(access, STUB);
        fc.pre(matrix !== undefined);
        if (!matrix) return;
        expect(readBack(matrix)).toEqual(expected(access));
        read++;
      }),
      { numRuns: RUNS, maxSkipsPerRun: 10, ...SEED },
    );
    expect(read).toBe(RUNS);
  },
  Math.max(300_000, RUNS * 300),
);

test("a parameter at the root does not open the root", () => {
  const { limits, roles, systems } = fc.sample(declarations, 1)[0] as AccessModel;
  const routes = {
    "POST /{p0}": { lock: "iam", roles: ["user"], handler: "stub" },
    "POST /": { lock: "iam", roles: ["clerk"], handler: "stub" },
  } as const;
  const access = { limits, roles, systems, routes };
  const matrix = matrixOf(access, STUB);
  expect(matrix && readBack(matrix)).toEqual(expected(access));
});
