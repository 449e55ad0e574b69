import { ask, worst } from "../../../../terraform/access/decide/policies";
import { Arn, Context, type Principal, policySet } from "../../../../terraform/access/iam";
import { parsePolicy } from "../../../../terraform/access/iam/parse";
import { unknownText } from "../../../../terraform/access/iam/variables";
import type { Decision } from "../../../../terraform/model/decision";

const allow: Decision = { outcome: "allow", reason: "allow" };
const unknown: Decision = { outcome: "unknown", reason: "unknown" };
const silent: Decision = { outcome: "deny", reason: "silent" };
const denied: Decision = { outcome: "deny", reason: "denied", explicit: true };

/** A request with several ARNs must be allowed under every one of them. */
test.each<[readonly Decision[], Decision]>([
  [[allow], allow],
  [[unknown], unknown],
  [[allow, { ...allow, reason: "second" }], allow],
  [[allow, unknown], unknown],
  [[unknown, silent, allow], silent],
  [[allow, unknown, silent, denied], denied],
  [[denied, silent], denied],
])("of %j it is the worst: %j", (decisions, expected) => {
  expect(worst(decisions)).toEqual(expected);
});

/** Why it is not known what policies answer. */
describe("it depends on", () => {
  const arn = "arn:aws:execute-api:us-east-1:111111111111:abc/v1/GET/pets";
  const allowing = { Effect: "Allow", Action: "execute-api:Invoke", Principal: "*", Resource: arn };
  const partly = `${arn}/${unknownText("a suffix")}`;
  const role = (account: string) => `arn:aws:iam::${account}:role/shop`;
  const caller: Principal = { type: "AWS", value: role("111111111111"), untold: true };
  const parsed = (statement: object) =>
    parsePolicy({ Version: "2012-10-17", Statement: [statement] }, "p", "resource");

  test.each<[string, object, string]>([
    ["a resource", { Resource: partly }, "a suffix"],
    ["a resource that is left out", { Resource: undefined, NotResource: partly }, "a suffix"],
    [
      "a value of a condition",
      { Condition: { StringEquals: { "aws:SourceVpc": unknownText("a network") } } },
      "a network",
    ],
    [
      "the keys of conditions",
      { Condition: { Bool: { k: "true" }, Null: { k: "true", l: "true" } } },
      "k, l",
    ],
    [
      "its policy variables",
      { Resource: "arn:aws:execute-api:*:*:${aws:PrincipalTag/api}/*" },
      "its policy variables",
    ],
    [
      "the caller",
      { Principal: { AWS: role("222222222222") } },
      `whether the caller is ${role("222222222222")}`,
    ],
    [
      "a caller that is left out",
      { Principal: undefined, NotPrincipal: { AWS: role("222222222222") }, Effect: "Deny" },
      `whether the caller is ${role("222222222222")}`,
    ],
  ])("%s", (_, changes, expected) => {
    const resource = new Arn(JSON.stringify(changes).includes("Resource") ? `${arn}/1` : arn);
    const document = parsed({ ...allowing, ...changes });
    const others = [
      { address: "o", name: "o", document: parsed({ ...allowing, Resource: "arn:aws:s3:::x" }) },
    ];
    const set = policySet([...others, { address: "p", name: "p", document }]);
    const asked = {
      action: "execute-api:invoke",
      resource,
      principal: caller,
      context: new Context([], true),
    };
    const { dependsOn, outcome, reason } = ask(set, "api", asked);
    expect(reason).toBe(`It depends on ${expected}: statement 0 of p`);
    expect(outcome).toBe("Effect" in changes ? "deny-either" : "unknown");
    expect(dependsOn?.().map(({ address }) => address)).toEqual(["p"]);
  });

  test("the text of a policy that is not known", () => {
    const set = policySet([{ address: "p", name: "p", document: { unknown: "known after apply" } }]);
    const asked = {
      action: "execute-api:invoke",
      resource: new Arn(arn),
      principal: caller,
      context: new Context([]),
    };
    expect(ask(set, "api", asked)).toMatchObject({
      outcome: "unknown",
      reason: "The text of p is not known: known after apply",
      source: { address: "p" },
    });
  });
});
