import { evaluated } from "../terraform/language/expression/conformance/evaluated";
import { RandomExpressions } from "./random";
import { evaluatedByTerraform } from "./terraform";

const seed = Number(process.env.SEED ?? 1);
const expressions = new RandomExpressions(seed).make(1_000);
const results = evaluatedByTerraform(expressions);

const jsonOf = (result: object | string | undefined): string | undefined =>
  typeof result === "object" && "json" in result ? String(result.json) : undefined;

/** The evaluator takes more than Terraform does; what it makes of what both take is the same, or unknown. */
test(`of 1,000 random expressions, seed ${seed}, none has another value than in Terraform`, () => {
  const compared = expressions.map((expression, index) => {
    return { expression, own: jsonOf(evaluated(expression)), terraform: jsonOf(results[index]) };
  });
  const isOther = (own: string | undefined, terraform: string | undefined) => own !== terraform;
  expect(
    compared.filter(
      ({ own, terraform }) => own !== undefined && terraform !== undefined && isOther(own, terraform),
    ),
  ).toEqual([]);
  expect(compared.filter(({ own, terraform }) => !isOther(own, terraform)).length).toBeGreaterThan(950);
});
