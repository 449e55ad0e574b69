import { mayAssume } from "../../../../terraform/access/decide/trust";
import { parsePolicy } from "../../../../terraform/access/iam/parse";

const provider = "cognito-identity.amazonaws.com";
const action = "sts:AssumeRoleWithWebIdentity";
const principal = { type: "Federated", value: provider } as const;
const statement = { Effect: "Allow", Action: action, Principal: { Federated: provider } };
const pool = (value: string) => ({ StringEquals: { [`${provider}:aud`]: value } });

/** A role with these statements as its trust policy, or one whose text is not known. */
function role(...statements: readonly unknown[]) {
  const text = { Version: "2012-10-17", Statement: statements };
  const trust = statements.length === 0 ? { unknown: "known after apply" } : parsePolicy(text, "r", "trust");
  return { address: "aws_iam_role.r", trust } as never;
}

const ask = (of: never, open = false) =>
  mayAssume(of, { action, principal, context: open ? {} : { [`${provider}:aud`]: "pool" }, open });

describe("whether a role may be assumed", () => {
  test.each([
    [
      "an Allow that names the principal",
      role({ ...statement, Condition: pool("pool") }),
      {
        outcome: "allow",
        reason: `The trust policy of aws_iam_role.r allows ${action} by ${provider}`,
        source: { address: "aws_iam_role.r", statement: 0 },
      },
    ],
    [
      "silence",
      role({ ...statement, Condition: pool("another") }),
      {
        outcome: "deny",
        refusal: "ACCESS_DENIED",
        reason: `The trust policy of aws_iam_role.r does not allow ${action} by ${provider}`,
        source: { address: "aws_iam_role.r" },
      },
    ],
    [
      "a Deny",
      role(statement, { ...statement, Effect: "Deny" }),
      {
        outcome: "deny",
        refusal: "ACCESS_DENIED",
        explicit: true,
        reason: `The trust policy of aws_iam_role.r denies ${action} by ${provider}`,
        source: { address: "aws_iam_role.r", statement: 1 },
      },
    ],
    [
      "a text that is not known",
      role(),
      {
        outcome: "unknown",
        reason: "The trust policy of aws_iam_role.r is not known",
        source: { address: "aws_iam_role.r" },
        dependsOn: expect.any(Function),
      },
    ],
  ])("%s", (_, of, expected) => {
    expect(ask(of)).toEqual(expected);
  });

  test("is not known where it depends on what is not said of the request", () => {
    const decision = ask(role({ ...statement, Condition: pool("pool") }), true);
    expect(decision).toMatchObject({
      outcome: "unknown",
      source: { address: "aws_iam_role.r", statement: 0 },
    });
    expect(decision.dependsOn?.()).toEqual([
      { address: "aws_iam_role.r", text: expect.stringContaining(`StringEquals ${provider}:aud pool`) },
    ]);
  });
});
