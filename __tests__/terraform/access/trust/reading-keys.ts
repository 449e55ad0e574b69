import type { Resources } from "../../build/people";
import { ci, GATE, may } from "./rights";
import { changed, type TrustCases } from "./town";

/** The authorizer with a key in its settings. */
const keyed: Resources = {
  aws_lambda_function: { authorizer: { environment: [{ variables: { JWT_SECRET: "a" } }] } },
};

const reads: TrustCases = Object.fromEntries(
  [
    ["lambda:GetFunction", GATE],
    ["lambda:GetFunctionConfiguration", GATE],
    ["lambda:Get*", "*"],
    ["lambda:ListFunctions", "*"],
    ["lambda:ListVersionsByFunction", GATE],
    ["lambda:PublishVersion", GATE],
  ].flatMap(([action = "", resource]) => [
    [
      `${action}, where a setting is a key`,
      changed(keyed, ci(may(action, resource)), "other aws_iam_role_policy.ci"),
    ],
    [`${action}, where none is`, { head: ci(may(action, resource)), says: [] }],
  ]),
);

/** Rights to read a key that tokens are signed with, in the settings of the authorizer. */
export const readingKeys: TrustCases = {
  ...reads,
  "a policy of AWS by which settings are read": changed(
    keyed,
    {
      aws_iam_role_policy_attachment: {
        ci: {
          role: "${aws_iam_role.ci.name}",
          policy_arn: "arn:aws:iam::aws:policy/AWSLambda_ReadOnlyAccess",
        },
      },
    },
    "other aws_iam_role_policy_attachment.ci",
  ),
};
