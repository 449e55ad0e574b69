import { merged, type Resources, text } from "../../build/people";
import { differences } from "./town";

const CALL = { Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" };
const PETS = { ...CALL, Resource: "arn:aws:execute-api:*:*:*/*/GET/pets" };
const OTHER = { ...CALL, Action: "s3:GetObject" };
const DENY = { ...CALL, Effect: "Deny" };
const CODE = { ...CALL, Action: "lambda:Update*" };

const policy = (...statements: readonly object[]): Resources => ({
  aws_iam_policy: { loose: { name: "loose", policy: text(statements) } },
});
const unknown = (of: string): Resources => ({
  aws_iam_policy: { loose: { name: "loose", policy: `\${random_id.${of}.hex}` } },
});
const attached: Resources = {
  aws_iam_role_policy_attachment: {
    loose: { role: "${aws_iam_role.user.name}", policy_arn: "${aws_iam_policy.loose.arn}" },
  },
};

/** A policy that no principal of the Terraform has, on both sides, and whether what it allows cannot be told apart. */
const cases: Readonly<Record<string, readonly [Resources, Resources, boolean]>> = {
  "that lets its holder call": [policy(OTHER), policy(OTHER, CALL), true],
  "that lets its holder call more": [policy(PETS), policy(CALL), true],
  "that lets its holder change code": [policy(OTHER), policy(OTHER, CODE), true],
  "without its Deny": [policy(CALL, DENY), policy(CALL), true],
  "of another unknown text": [unknown("a"), unknown("b"), true],
  "that lets its holder call less": [policy(CALL), policy(PETS), false],
  "that lets its holder read more objects": [policy(PETS), policy(PETS, OTHER), false],
  "that is new": [{}, policy(CALL), false],
  "that is detached meanwhile": [merged(policy(PETS), attached), policy(CALL), true],
};

test.each(Object.entries(cases))("a policy without a principal %s", (_, [base, head, isSaid]) => {
  const found = differences({ base, head }).filter((line) => line.includes("aws_iam_policy"));
  expect(found).toEqual(isSaid ? ["undecided aws_iam_policy.loose policy"] : []);
});
