import { terraformOf } from "../../../../quality/bench/review/large-api";
import { type AccessMatrix, accessMatrix } from "../../../../terraform/access/matrix";
import { readTerraform } from "../../../../terraform/read";

/**
 * What a matrix of many cells asks for each of them. These are counts, which no machine changes: a loop too many would show
 * here before it shows as time.
 */

const mockCounts = { requests: 0, decisions: 0, statements: 0 };

jest.mock("../../../../terraform/access/decide/decide", () => {
  const actual = jest.requireActual("../../../../terraform/access/decide/decide");
  return {
    ...actual,
    decider: (model: unknown) => {
      const decide = actual.decider(model);
      return (request: unknown) => {
        mockCounts.requests++;
        const of = decide(request);
        return (caller: unknown) => {
          mockCounts.decisions++;
          return of(caller);
        };
      };
    },
  };
});

jest.mock("../../../../terraform/access/iam/statement", () => {
  const actual = jest.requireActual("../../../../terraform/access/iam/statement");
  return {
    ...actual,
    compile: (...of: readonly unknown[]) => {
      const applies = actual.compile(...of);
      return (asked: unknown) => {
        mockCounts.statements++;
        return applies(asked);
      };
    },
  };
});

interface Counted {
  readonly matrix: AccessMatrix;
  readonly cells: number;
  readonly requests: number;
  readonly decisions: number;
  readonly statements: number;
}

function counted(roles: number, routes: number): Counted {
  Object.assign(mockCounts, { requests: 0, decisions: 0, statements: 0 });
  const document = terraformOf(roles, routes);
  const matrix = accessMatrix(readTerraform({ kind: "stacks", stacks: [{ name: "large", document }] }));
  return { matrix, cells: matrix.routes.length * matrix.principals.length, ...mockCounts };
}

test.each([
  [5, 40],
  [20, 40],
  [5, 200],
])(
  "%s roles and %s routes: one request for each route, one decision for each of its callers",
  (roles, routes) => {
    const { decisions, matrix, requests } = counted(roles, routes);
    expect(matrix.principals).toHaveLength(roles + 2);
    expect(matrix.routes).toHaveLength(routes);
    // Users without a group get no role, so that nothing is decided about them.
    expect({ requests, decisions }).toEqual({ requests: routes, decisions: (roles + 1) * routes });
  },
);

test("a cell evaluates the statements of its caller's policies once", () => {
  const roles = 10;
  const { cells, statements } = counted(roles, 100);
  expect(cells).toBe(1_200);
  // Each role has one statement, and its trust policy has another, which is asked once for all routes.
  expect(statements).toBe(roles * 100 + roles);
});
