import type { Resources } from "../../build/people";
import { allow, cell, shop } from "../../build/shop";

const OWN = "arn:aws:iam::123456789012";
const OTHER = "arn:aws:iam::999988887777";

/** A role whose name, and so whose ARN, is known after apply; its policy opens GET /pets. */
const role: Resources = {
  random_id: { suffix: { byte_length: 4 } },
  aws_iam_role: {
    backend: {
      name: "backend-${random_id.suffix.hex}",
      assume_role_policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } },
        ],
      }),
    },
  },
  aws_iam_role_policy: {
    backend: {
      name: "p",
      role: "${aws_iam_role.backend.name}",
      policy: JSON.stringify({ Version: "2012-10-17", Statement: [allow("GET/pets")] }),
    },
  },
};

const COLUMN = "iam:(shop/aws_iam_role.backend.name)";

interface Case {
  readonly title: string;
  /** Statements of the API's resource policy. */
  readonly statements: readonly object[];
  readonly decision: "allow" | "deny" | "unknown";
}

const resource = { Action: "execute-api:Invoke", Resource: "execute-api:/*" };
const open = { Effect: "Allow", Principal: "*", ...resource };
const denied = (aws: string) => ({ Effect: "Deny", Principal: { AWS: aws }, ...resource });

const cases: readonly Case[] = [
  { title: "denies nobody", statements: [open], decision: "allow" },
  {
    title: "denies a role of the account",
    statements: [open, denied(`${OWN}:role/admin`)],
    decision: "unknown",
  },

  {
    title: "denies a role of an account that may be its own",
    statements: [open, denied(`${OTHER}:role/a`)],
    decision: "unknown",
  },
  {
    title: "denies all but a role of the account",
    statements: [open, { Effect: "Deny", NotPrincipal: { AWS: `${OWN}:role/admin` }, ...resource }],
    decision: "unknown",
  },
  {
    title: "asks for the principal's ARN",
    statements: [
      open,
      { ...denied("*"), Condition: { ArnNotLike: { "aws:PrincipalArn": `${OWN}:role/admin` } } },
    ],
    decision: "unknown",
  },
  {
    title: "asks for the principal's account",
    statements: [
      open,
      {
        ...denied("*"),
        Condition: {
          StringNotEquals: {
            "aws:PrincipalAccount": "${substr(aws_api_gateway_rest_api.shop.execution_arn, 30, 12)}",
          },
        },
      },
    ],
    decision: "allow",
  },
];

test("a role whose ARN is not known is of the API's account", () => {
  const found = cell(shop({ "GET /pets": { authorization: "AWS_IAM" } }, role), "GET /pets", COLUMN);
  expect(found.decision).toBe("allow");
});

test.each(cases)("a resource policy that $title leads to $decision", ({ decision, statements }) => {
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  const resources = {
    ...role,
    aws_api_gateway_rest_api_policy: { p: { rest_api_id: "${aws_api_gateway_rest_api.shop.id}", policy } },
  };
  const found = cell(shop({ "GET /pets": { authorization: "AWS_IAM" } }, resources), "GET /pets", COLUMN);
  expect([found.decision, found.reason]).toEqual([decision, expect.any(String)]);
});
