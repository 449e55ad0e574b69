import {
  declaredPartProblem,
  isGreedy,
  isVariable,
  parameterNames,
  partProblem,
} from "../../contract/path-part";

/** Whether API Gateway takes a part, and whether a route may declare it. */
const PARTS: readonly (readonly [part: string, taken: boolean, declared: boolean])[] = [
  ["pets", true, true],
  ["Pets_2.json", true, true],
  ["-", true, true],
  ["v1:batch", true, true],
  ["{petId}", true, true],
  ["{pet-id}", true, true],
  ["{pet.id}", true, true],
  ["{pet_id}", true, true],
  ["{proxy+}", true, true],
  ["{the-rest+}", true, true],
  // Taken by API Gateway, and of no use to a route.
  ["{pet:id}", true, false],
  ["a,b", true, false],
  [".", true, false],
  ["..", true, false],
  ["...", true, true],
  // Refused by API Gateway.
  ["", false, false],
  ["~alice", false, false],
  ["$metadata", false, false],
  ["*", false, false],
  ["a*", false, false],
  ["a b", false, false],
  ["a%20b", false, false],
  ["a+b", false, false],
  ["pet{id}", false, false],
  ["{id}.html", false, false],
  ["{id", false, false],
  ["id}", false, false],
  ["{}", false, false],
  ["{+}", false, false],
  ["{a}{b}", false, false],
  ["{id++}", false, false],
  ["{id}\n", false, false],
  ["${x}", false, false],
  ["\u00e9", false, false],
];

test.each(PARTS)("%j", (part, taken, declared) => {
  expect(partProblem(part) === undefined).toBe(taken);
  expect(declaredPartProblem(part) === undefined).toBe(declared);
});

test("the reason for a refused part says what is accepted", () => {
  expect(partProblem("a b")).toMatch(
    /^the path part "a b" is not one .*: letters, digits and \. _ - : or a parameter/,
  );
  expect(declaredPartProblem("a,b")).toMatch(/^expected letters, digits .* or \{rest\+\} at the end$/);
});

test.each([
  ["pets", false, false],
  ["{petId}", true, false],
  ["{proxy+}", true, true],
  ["pets{", false, false],
  ["+}pets", false, false],
])("%s is a parameter: %s, and takes all that is left of a path: %s", (part, variable, greedy) => {
  expect(isVariable(part)).toBe(variable);
  expect(isGreedy(part)).toBe(greedy);
});

test("the names of a path's parameters", () => {
  expect(parameterNames("/pets/{pet-id}/v1:x/{toy.no_1}/{rest+}")).toEqual(["pet-id", "toy.no_1", "rest"]);
  expect(parameterNames("/")).toEqual([]);
});
