import { changesText } from "../../../cli/start/changes";
import { accessMatrix } from "../../../terraform/access/matrix";
import type { ApiModel } from "../../../terraform/model";
import { petstoreModel } from "../../gateway/petstore/model";
import { policy } from "../../gateway/petstore/roles";

/** What `start` says of a change that it serves: who may call more or less. */

const model = petstoreModel("");

const matrixWith = (...patterns: readonly string[]) => {
  const document = policy("Allow", ...patterns.map((pattern) => `arn:aws:execute-api:*:*:*/dev/${pattern}`));
  const roles = model.roles.map((role) => ({
    ...role,
    policies: [{ address: "aws_iam_role_policy.p", name: "p", document }],
  }));
  return accessMatrix({ ...model, roles } satisfies ApiModel);
};

test("routes that callers gain and lose are named, with the policy", () => {
  const [before, after] = [matrixWith("GET/pets"), matrixWith("POST/pets")];
  const text = changesText(before, after, Number.POSITIVE_INFINITY);
  expect(text).toMatch(/^Wider\n {2}POST \/pets: .* may now call it/);
  expect(text).toMatch(/Narrower\n {2}GET \/pets: .*/);
});

test("of a change that alters nothing for callers, nothing is said", () => {
  expect(changesText(matrixWith("GET/pets"), matrixWith("GET/pets"), 80)).toBe("");
});
