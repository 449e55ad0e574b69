import { readTerraform } from "../../../../terraform/read";
import type { Resources } from "../../build/people";
import { allow, cell, shop, shopDocument } from "../../build/shop";

/** Nothing in the Terraform tells its account: one that a policy writes out may be it. */
const WRITTEN = "arn:aws:iam::999988887777";

/** The role `reader`, whose own policy opens GET /pets. */
const reader: Resources = {
  aws_iam_role: { reader: { name: "reader", assume_role_policy: '{"Version":"2012-10-17","Statement":[]}' } },
  aws_iam_role_policy: {
    reader: {
      name: "p",
      role: "${aws_iam_role.reader.name}",
      policy: JSON.stringify({ Version: "2012-10-17", Statement: [allow("GET/pets")] }),
    },
  },
};

const resource = { Action: "execute-api:Invoke", Resource: "execute-api:/*" };
const open = { Effect: "Allow", Principal: "*", ...resource };
const deny = (more: object) => ({ Effect: "Deny", ...resource, ...more });
const named = (arn: string) => deny({ Principal: { AWS: arn } });
const unless = (operator: string, key: string, value: string) =>
  deny({ Principal: "*", Condition: { [operator]: { [key]: value } } });

/** What the API's policy says beside its Allow for everybody, and the role's access to GET /pets. */
const cases: Readonly<Record<string, readonly [object, string]>> = {
  "denies the role": [named(`${WRITTEN}:role/reader`), "unknown"],
  "denies the role, in the account that stands in": [
    named("arn:aws:iam::123456789012:role/reader"),
    "unknown",
  ],
  "denies all but the account that stands in": [
    unless("StringNotEquals", "aws:PrincipalAccount", "123456789012"),
    "unknown",
  ],
  "denies another role": [named(`${WRITTEN}:role/writer`), "allow"],
  "denies an account, by its number": [named("999988887777"), "unknown"],
  "denies an account, by its root": [named(`${WRITTEN}:root`), "unknown"],
  "denies a session of the role": [named("arn:aws:sts::999988887777:assumed-role/reader/me"), "unknown"],
  "denies a session of another role": [named("arn:aws:sts::999988887777:assumed-role/writer/me"), "allow"],
  "denies a session of the role, in the account that stands in": [
    named("arn:aws:sts::123456789012:assumed-role/reader/me"),
    "unknown",
  ],
  "denies all but the role": [deny({ NotPrincipal: { AWS: `${WRITTEN}:role/reader` } }), "unknown"],
  "denies all but an account": [unless("StringNotEquals", "aws:PrincipalAccount", "999988887777"), "unknown"],
  "denies all but the role, by a condition": [
    unless("ArnNotEquals", "aws:PrincipalArn", `${WRITTEN}:role/reader`),
    "unknown",
  ],
  "denies the role of any account": [
    unless("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/reader"),
    "deny",
  ],
  "denies another role, by a condition": [
    unless("ArnEquals", "aws:PrincipalArn", `${WRITTEN}:role/writer`),
    "allow",
  ],
};

const withPolicy = (statement: object): Resources => ({
  ...reader,
  aws_api_gateway_rest_api_policy: {
    shop: {
      rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
      policy: JSON.stringify({ Version: "2012-10-17", Statement: [open, statement] }),
    },
  },
});

test.each(Object.entries(cases))("a resource policy that %s", (_, [statement, decision]) => {
  const model = shop({ "GET /pets": { authorization: "AWS_IAM" } }, withPolicy(statement));
  expect(cell(model, "GET /pets", "iam:reader").decision).toBe(decision);
});

test("a policy in a file, which denies the role in the account that stands in", () => {
  const statement = named("arn:aws:iam::123456789012:role/reader");
  const text = JSON.stringify({ Version: "2012-10-17", Statement: [open, statement] });
  const policy = withPolicy(statement);
  const [written] = Object.values(policy.aws_api_gateway_rest_api_policy ?? {});
  Object.assign(written ?? {}, { policy: '${file("policy.json")}' });
  const json = shopDocument({ "GET /pets": { authorization: "AWS_IAM" } }, policy);
  const files = [{ path: "main.tf.json", json }];
  const model = readTerraform({ kind: "hcl", files, readText: () => text });
  expect(cell(model, "GET /pets", "iam:reader").decision).toBe("unknown");
});

test("a role of another account, where the provider's settings tell the own one", () => {
  const provider = { aws: [{ region: "us-east-1", allowed_account_ids: ["111122223333"] }] };
  const policy = withPolicy(named(`${WRITTEN}:role/reader`));
  const document = { ...shopDocument({ "GET /pets": { authorization: "AWS_IAM" } }, policy), provider };
  const model = readTerraform({ kind: "stacks", stacks: [{ name: "shop", document }] });
  expect(cell(model, "GET /pets", "iam:reader").decision).toBe("allow");
});

test("a permission of a function's URL for the role of an account that is written out", () => {
  const permission = (action: string) => ({
    action,
    function_name: "${aws_lambda_function.trigger.function_name}",
    principal: `${WRITTEN}:role/reader`,
  });
  const model = shop(
    {},
    {
      aws_iam_role: reader.aws_iam_role ?? {},
      aws_lambda_function_url: {
        url: {
          function_name: "${aws_lambda_function.trigger.function_name}",
          authorization_type: "AWS_IAM",
        },
      },
      aws_lambda_permission: {
        url: permission("lambda:InvokeFunctionUrl"),
        call: permission("lambda:InvokeFunction"),
      },
    },
  );
  expect(cell(model, "ANY $default", "iam:reader").decision).toBe("unknown");
});
