import { ATTACKS } from "../../../../quality/bench/authorizer/rules";
import { battery } from "../../../functions/support/hostile/battery";

test("what each attack of the battery is against is said, and of no other", () => {
  const { tokens } = battery();
  expect(new Set(tokens.map(({ attack }) => attack))).toEqual(new Set(Object.keys(ATTACKS)));
  const unused = Object.entries(ATTACKS).flatMap(([attack, { except = [] }]) =>
    except.filter(([names]) => !tokens.some((one) => one.attack === attack && names.test(one.name))),
  );
  expect(unused).toEqual([]);
});
