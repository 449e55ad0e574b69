import { named } from "../../../../terraform/access/matrix";
import { allow, cell, policy, shop } from "../../build/shop";

/** Ids that AWS assigns are made up before the Terraform is applied: texts name the resource in their place. */

const API = "${shop/aws_api_gateway_rest_api.shop.execution_arn}";
const model = shop({ "POST /pets": { authorization: "AWS_IAM" } }, policy(allow("GET/pets")));
const [api, pool, role] = [model.apis[0], model.userPools[0], model.roles[0]];
const inWords = named(model);

test("the reason of a cell names the API", () => {
  expect(cell(model, "POST /pets", "group:user").reason).toBe(
    `No policy of shop/aws_iam_role.user allows ${API}/live/POST/pets`,
  );
});

const cases: readonly [what: string, written: string | undefined, expected: string][] = [
  ["an ARN by itself", api?.executionArn, API],
  [
    "in a sentence",
    `allows (${api?.executionArn}/live/GET/*), and more`,
    `allows (${API}/live/GET/*), and more`,
  ],
  ["before a parenthesis", `(${pool?.arn})`, `(\${${pool?.address}.arn})`],
  ["two of them", `${role?.arn} and ${pool?.arn}`, `\${${role?.address}.arn} and \${${pool?.address}.arn}`],
  [
    "one in another",
    `arn:aws:apigateway:us-east-1:lambda:path/functions/${role?.arn}/invocations`,
    `arn:aws:apigateway:us-east-1:lambda:path/functions/\${${role?.address}.arn}/invocations`,
  ],
  ["an issuer", `tokens of ${pool?.issuer}`, `tokens of https://\${${pool?.address}.endpoint}`],
  ["another account's", "arn:aws:iam::111122223333:role/shop", "arn:aws:iam::111122223333:role/shop"],
  ["one whose name only begins alike", `${role?.arn}-of-others`, `${role?.arn}-of-others`],
  ["another issuer", "https://accounts.example/id", "https://accounts.example/id"],
];

test.each(cases)("%s", (_, written, expected) => {
  expect(inWords(written ?? "")).toBe(expected);
});
