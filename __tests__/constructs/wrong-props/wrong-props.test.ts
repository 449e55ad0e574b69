/** A misspelt prop of a construct is refused when it runs: it would leave its protection out without a message. */
import { refusal } from "../terraform";
import { apiCases } from "./api";
import { identityCases } from "./identity";
import { otherCases } from "./others";
import { referenceCases } from "./references";

test.each([...apiCases, ...identityCases, ...referenceCases, ...otherCases])(
  "%s: %s",
  (code, says, build) => {
    expect(refusal(build)).toEqual([code, expect.stringContaining(says)]);
  },
);
