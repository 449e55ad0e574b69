import { ruleOf } from "../../../../quality/bench/authorizer/rules";

test.each<[string, string, string]>([
  ["exp in the past", "exp 1", "must"],
  ["exp missing or no date", "exp null", "must"],
  ["exp missing or no date", "exp absent", "application"],
  ["bits that no encoder sets", "signature 0", "may"],
  ["a key in the header, CVE-2018-0114", "the issuer's own", "may"],
  ["a key in the header, CVE-2018-0114", "the stranger's, kid of its own", "must"],
  ["roles that are none", "roles null", "application"],
])("%s, %s: %s", (attack, name, rule) => {
  expect(ruleOf({ attack, name })).toBe(rule);
});

test("an attack that is not in the table is an error", () => {
  expect(() => ruleOf({ attack: "toString", name: "" })).toThrow('the attack "toString"');
});
