import { comparable, evaluated, type Result } from "./evaluated";
import { expressions } from "./expressions";
import { refusedHere, takenHere, unknownHere } from "./unknown";

/** Compares what the evaluator makes of each expression with what Terraform does. */
export function compareWith(terraform: (expression: string) => Result | undefined): void {
  describe.each(Object.entries(expressions))("%s", (_, group) => {
    test.each(group)("%s", (expression) => {
      const expected = terraform(expression);
      const result = evaluated(expression);
      if (expected === undefined) throw new Error("Terraform's result is not recorded");
      const unknown = unknownHere[expression];
      if (unknown !== undefined) expect(result).toEqual({ unknown });
      else if (refusedHere.includes(expression))
        expect([result, expected]).toEqual(["refused", expect.anything()]);
      else if (Object.hasOwn(takenHere, expression))
        expect([expected, result]).toEqual(["refused", expect.anything()]);
      else expect(comparable(result, expected)).toEqual(expected);
    });
  });
}
