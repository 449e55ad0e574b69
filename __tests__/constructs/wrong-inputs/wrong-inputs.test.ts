/** Input that AWS or Terraform would refuse, or that would weaken a protection, stops the synth with one clear error. */
import { refusal } from "../terraform";
import { apiCases } from "./api";
import { edgeCases } from "./edge-and-state";
import { identityCases } from "./identity";
import { stageCases } from "./stage";

const cases = [...apiCases, ...stageCases, ...edgeCases, ...identityCases];

test.each(cases)("%s: %s", (code, says, build) => {
  const [found, message] = refusal(build);
  expect([found, message]).toEqual([code, expect.stringMatching(says)]);
  // Each message ends as a sentence.
  expect(message).toMatch(/[.]$/);
});

test("the kinds of wrong input have codes of their own", () => {
  expect(new Set(cases.map(([code]) => code)).size).toBeGreaterThan(60);
});
