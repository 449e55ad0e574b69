import fc from "fast-check";
import type { AccessModel } from "../../../../access/model";
import { type ApiKind, matrixOf, STUB } from "./built";
import { declarations, expected, expectedLeft, leftToBackend, RUNS, readBack, SEED } from "./declared";

// Of routes that lose their key.
beforeAll(() => jest.spyOn(process.stderr, "write").mockReturnValue(true));
afterAll(() => jest.restoreAllMocks());

// Every fourth one shows that the same holds of HTTP APIs.
const CASES: readonly [ApiKind, runs: number][] = [
  ["rest", RUNS],
  ["http", Math.ceil(RUNS / 4)],
];

test.each(CASES)(
  "what is read back from the Terraform of a %s API is what was declared, cell by cell",
  (kind, runs) => {
    let read = 0;
    fc.assert(
      fc.property(declarations, (access) => {
        const matrix = matrixOf(access, STUB, kind);
        fc.pre(matrix !== undefined);
        if (!matrix) return;
        expect(readBack(matrix)).toEqual(expected(access, kind));
        expect(leftToBackend(matrix)).toEqual(expectedLeft(access, kind));
        read++;
      }),
      { numRuns: runs, maxSkipsPerRun: 20, ...SEED },
    );
    expect(read).toBe(runs);
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
