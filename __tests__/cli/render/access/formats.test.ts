import { matrixHtml } from "../../../../cli/render/access/html";
import { matrixMarkdown } from "../../../../cli/render/access/markdown";
import { matrixText } from "../../../../cli/render/access/text";
import { matrix } from "./matrices";

/** Text, Markdown and HTML say the same. */

const principals = ["anonymous", "signed-in", "group:admin", "group:clerk", "iam:warehouse"];
const of = matrix(
  principals,
  {
    "GET /pets": { cells: ["no", "yes", "yes", "yes", "no"] },
    "PUT /pets": {
      cells: ["no", "no", "yes api-key", "no", "no"],
      authorization: "CUSTOM",
      unknown: "var.lock",
    },
    "GET /bills": {
      cells: ["?", "?", "?", "?", "yes address-range:10.0.0.0/8"],
      apiName: "billing",
      apiAddress: "aws_apigatewayv2_api.billing",
      kind: "http",
      stage: "live",
    },
  },
  [
    { address: "aws_lambda_permission.a", message: "it has no source" },
    { address: "aws_lambda_permission.b", message: "it has no source" },
    { address: "aws_cognito_user_pool.p", message: "anyone may sign up" },
  ],
);
const positions = new Map([
  ["aws_apigatewayv2_api.billing", { file: "billing.tf", line: 7 }],
  ["aws_lambda_permission.b", { file: "lambda.tf", line: 9 }],
]);

const plain = (text: string) =>
  text
    .replace(/<(?!!)[^>]*>/g, " ")
    .replace(/\\(?=[\W_])/g, "")
    .replace(/`/g, "");
const formats = {
  text: matrixText(of, { positions, width: Number.POSITIVE_INFINITY, verbose: true }),
  markdown: plain(matrixMarkdown(of, { positions })),
  html: plain(matrixHtml(of, { positions })),
};

const facts = [
  "3 routes of 2 APIs: 1 locked (iam), 2 unknown; 2 warnings",
  "billing (HTTP API, stage live)",
  "billing.tf:7",
  "shop (REST API)",
  "denied on every route here: iam:warehouse",
  "also group:clerk",
  "allowed from 10.0.0.0/8",
  "unknown",
  "it has no source (2 times)",
  "lambda.tf:9",
  "anyone may sign up",
  "aws_cognito_user_pool.p",
  "signed-in +1",
];

test.each(Object.keys(formats))("%s has every fact", (format) => {
  const text = formats[format as keyof typeof formats];
  expect(facts.filter((fact) => !text.includes(fact))).toEqual([]);
});
