import { type Algorithm, algorithms } from "../../../../functions/token-verifier/issuer";
import {
  byAttack,
  type Results,
  type Sent,
  summary,
} from "../../../../quality/bench/authorizer/hostile-tables";
import type { Outcome } from "../../../../quality/bench/authorizer/outcome";

/** A token of each rule, and a second that must be refused. */
const TOKENS = [
  { attack: "padding", name: "= in h" },
  { attack: "fragments", name: "nothing" },
  { attack: "no kid", name: "kid absent" },
  { attack: "roles that are none", name: "roles null" },
];

const sent = (...outcomes: readonly Outcome[]): readonly Sent[] =>
  TOKENS.map((token, at) => ({ ...token, outcome: outcomes[at] ?? "refused" }));

const valid = (changes: Partial<Record<Algorithm, string>> = {}): ReadonlyMap<Algorithm, string> =>
  new Map(algorithms.map((alg) => [alg, changes[alg] ?? "accepted"]));

const strict: Results = { name: "Gatehouse, event to policy", valid: valid(), sent: sent() };
const figure = (value: number) => ({ median: value, min: value, max: value });
const cellsOf = (results: Results) => summary([strict, results]).rows[1]?.cells;

test("accepted tokens are counted by what they are against", () => {
  expect(
    cellsOf({ name: "lax", valid: valid(), sent: sent("accepted", "accepted", "refused", "accepted") }),
  ).toEqual([...[2, 0, 1, 0, 0].map(figure), "accepted", "accepted", "accepted"]);
});

test("an uncaught error and no answer are not accepted, and have columns of their own", () => {
  expect(cellsOf({ name: "broken", valid: valid(), sent: sent("uncaught", "silent") })?.slice(0, 5)).toEqual(
    [0, 0, 0, 1, 1].map(figure),
  );
});

test("what refuses a valid token has no counts, and an algorithm that it does not support is said", () => {
  expect(cellsOf({ name: "shut", valid: valid({ ES256: "refused" }), sent: sent() })?.slice(0, 3)).toEqual(
    Array(3).fill("–"),
  );
  expect(
    cellsOf({ name: "RSA", valid: valid({ ES256: "not supported" }), sent: sent() })?.slice(0, 3),
  ).toEqual(Array(3).fill(figure(0)));
});

test.each<[string, Results, boolean]>([
  ["refuses all", strict, true],
  ["accepts one", { ...strict, sent: sent("refused", "refused", "refused", "accepted") }, false],
  ["ends the process", { ...strict, sent: sent("uncaught") }, false],
  ["refuses a valid one", { ...strict, valid: valid({ EdDSA: "refused" }) }, false],
])("the aim of a verifier that %s", (_, results, reached) => {
  expect(summary([results]).aims).toEqual([expect.objectContaining({ reached })]);
});

test("attacks of which a token is accepted are listed, with the number for all settings behind", () => {
  const plain = { name: "lax", valid: valid(), sent: sent("accepted", "refused", "refused", "accepted") };
  const configured = { name: "lax, all settings", valid: valid(), sent: sent("accepted") };
  const { columns, rows } = byAttack([strict, plain, configured]);
  expect(columns.slice(3)).toEqual(["Gatehouse, event to policy", "lax"]);
  expect(rows.map(({ cells, name }) => [name, ...cells.slice(2)])).toEqual([
    ["padding", "1", "–", "1"],
    ["roles that are none", "1", "–", "1 / 0"],
  ]);
});
