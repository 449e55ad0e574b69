import { Budget, evaluate, type Scope } from "../../../../terraform/language/expression";
import { parseExpression } from "../../../../terraform/language/expression/syntax/template";

const scope = (): Scope => ({
  reference([name]) {
    throw new Error(`the expression refers to ${name}`);
  },
  budget: new Budget(),
});

const MANY = "the configuration takes more than 10,000,000 steps to evaluate";

/** [what an expression repeats, the expression] */
const repeated: readonly (readonly [string, string])[] = [
  [
    "a product of loops",
    "length([for a in range(1000) : length([for b in range(1000) : length([for c in range(1000) : 1 if false])])])",
  ],
  [
    "directives in directives",
    '"%{ for a in range(1000) }%{ for b in range(1000) }%{ for c in range(1000) }x%{ endfor }%{ endfor }%{ endfor }"',
  ],
];

test.each(repeated)("%s: its value is unknown", (_, expression) => {
  expect(evaluate(parseExpression(expression), scope())).toMatchObject({ unknown: MANY });
});

test("the work of a configuration is counted over all of its expressions", () => {
  const shared = scope();
  const work = parseExpression(
    "length([for a in range(1000) : length([for b in range(1000) : 1 if false])])",
  );
  const results = Array.from({ length: 9 }, () => evaluate(work, shared));
  expect(results.slice(0, 2)).toEqual([1000, 1000]);
  expect(results.at(-1)).toMatchObject({ unknown: MANY });
});
