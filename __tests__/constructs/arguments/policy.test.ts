/** A policy document with a missing part is refused: JSON would leave the part out, and the rest would allow more. */

import { type PolicyStatement, policyDocument } from "../../../constructs/arguments/policy";
import { DeclarationError } from "../../../constructs/declaration/errors";

const sound: PolicyStatement = {
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111111111111:root" },
  Action: ["execute-api:Invoke"],
  Resource: "arn:aws:execute-api:eu-central-1:111111111111:abc/live/GET/pets",
  Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } },
};
const nothing = undefined as never;

test.each<readonly [place: string, change: Partial<PolicyStatement>]>([
  ["nothing at Statement[0].Action", { Action: nothing }],
  ["null at Statement[0].Resource", { Resource: null as never }],
  ["[] at Statement[0].Resource", { Resource: [] }],
  ["nothing at Statement[0].Resource[1]", { Resource: ["*", nothing] }],
  ['"" at Statement[0].Resource', { Resource: "" }],
  ["nothing at Statement[0].Condition", { Condition: nothing }],
  ["{} at Statement[0].Condition", { Condition: {} }],
  ["{} at Statement[0].Condition.StringEquals", { Condition: { StringEquals: {} } }],
  ["nothing at Statement[0].Condition.StringEquals.aud", { Condition: { StringEquals: { aud: nothing } } }],
  ["nothing at Statement[0].Principal.Federated", { Principal: { Federated: nothing } }],
  ['"undefined/live/GET/pets" at', { Resource: "undefined/live/GET/pets" }],
  [
    '"arn:aws:execute-api:::abc/undefined/GET/pets" at',
    { Resource: "arn:aws:execute-api:::abc/undefined/GET/pets" },
  ],
  ['"undefined:*" at', { Resource: ["undefined:*"] }],
  ['"arn:aws:iam::undefined:root" at', { Principal: { AWS: "arn:aws:iam::undefined:root" } }],
  ['"[object Object]" at', { Resource: "[object Object]" }],
])("a policy document with %s is refused", (place, change) => {
  const build = () => policyDocument({ ...sound, ...change });
  expect(build).toThrow(DeclarationError);
  expect(build).toThrow(`A policy document has ${place}`);
});

test("a policy document without statements is refused", () => {
  expect(() => policyDocument()).toThrow("A policy document has [] at Statement");
});

test("a policy document with all of its parts is written, a route called undefined among them", () => {
  const route = {
    ...sound,
    Resource: "arn:aws:execute-api:eu-central-1:111111111111:abc/live/GET/undefined",
  };
  expect(JSON.parse(policyDocument(sound, route)).Statement).toEqual([sound, route]);
});
