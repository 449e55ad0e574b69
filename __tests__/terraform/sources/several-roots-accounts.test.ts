import { accessMatrix } from "../../../terraform/access/matrix";
import { readModel } from "../../../terraform/read";
import { type Root, resolveSystem } from "../../../terraform/sources";
import { named } from "../build/plan";
import { api, hcl, POOL, s3, state } from "./roots";

/** Roots in several regions and accounts, and a state that has read another one. */

test("the region is that of the root that has the API", () => {
  const people = hcl({ provider: { aws: [{ region: "eu-west-1" }] } }, "people");
  const shop = api("s3", s3, POOL, { provider: { aws: [{ region: "us-west-2" }] } });
  expect(resolveSystem([people, shop]).region).toBe("us-west-2");
});

test("a permission of one account for an API of another one holds", () => {
  const root = (name: string, ...resources: object[]): Root => ({
    name,
    source: { kind: "state", document: { format_version: "1.0", values: { root_module: { resources } } } },
  });
  const shop = {
    ...named("aws_api_gateway_rest_api.shop"),
    values: {
      id: "abc123",
      name: "shop",
      execution_arn: "arn:aws:execute-api:us-east-1:111122223333:abc123",
    },
  };
  const lambda = {
    ...named("aws_lambda_function.fn"),
    values: { function_name: "fn", arn: "arn:aws:lambda:us-east-1:444455556666:function:fn" },
  };
  const permission = (source_account: string) => ({
    ...named("aws_lambda_permission.fn"),
    values: {
      function_name: "fn",
      action: "lambda:InvokeFunction",
      principal: "apigateway.amazonaws.com",
      source_account,
    },
  });
  const permissions = (account: string) => {
    const roots = [root("api", shop), root("functions", lambda, permission(account))];
    return readModel(resolveSystem(roots)).functions[0]?.permissions.length;
  };
  expect(permissions("111122223333")).toBe(1);
  expect(permissions("777788889999")).toBe(0);
});

describe("a state that has read another one", () => {
  const outputs = { pool_arn: POOL, vpc_id: "vpc-1" };
  const config = { bucket: "states", key: "identity/terraform.tfstate" };
  const remote = (values: object) => ({
    address: "data.terraform_remote_state.identity",
    mode: "data",
    type: "terraform_remote_state",
    name: "identity",
    values: { backend: "s3", ...values },
  });
  const authorizer = {
    ...named("aws_api_gateway_authorizer.pool"),
    values: { id: "a", rest_api_id: "r", name: "pool", type: "COGNITO_USER_POOLS", provider_arns: [POOL] },
  };
  const root = (...resources: object[]): Root => ({
    name: "api",
    source: { kind: "state", document: { format_version: "1.0", values: { root_module: { resources } } } },
  });
  const notices = (...roots: readonly Root[]) => resolveSystem(roots).notices ?? [];
  const missing = {
    address: "api/data.terraform_remote_state.identity",
    message:
      "output pool_arn of the s3 state states/identity/terraform.tfstate: give that state, or a plan of its root, too",
    weight: "warning",
  };

  test("names it, and the outputs that have a say", () => {
    expect(notices(root(remote({ config, outputs }), authorizer))).toEqual([
      expect.objectContaining(missing),
    ]);
  });

  test("names it also as states are kept, with a type beside such values", () => {
    const kept = remote({
      config: { value: config, type: ["object", {}] },
      outputs: { value: outputs, type: ["object", {}] },
    });
    expect(notices(root(kept, authorizer))).toEqual([expect.objectContaining(missing)]);
  });

  test("names nothing where the other one is given", () => {
    expect(notices(root(remote({ config, outputs }), authorizer), state(outputs, "identity"))).toEqual([]);
  });

  test("names it where the other one has other values, as that of another environment", () => {
    const other = state({ ...outputs, pool_arn: POOL.replace("AbC", "XyZ") }, "identity");
    expect(notices(root(remote({ config, outputs }), authorizer), other)).toEqual([
      expect.objectContaining(missing),
    ]);
  });

  test("names nothing where no output has a say", () => {
    expect(notices(root(remote({ config, outputs: { vpc_id: "vpc-1" } }), authorizer))).toEqual([]);
  });
});

describe("roots with providers for several accounts", () => {
  const provider = (profile: string) => ({ aws: [{ region: "us-east-1", profile }] });
  const methods = (api: string, more: object = {}) => ({
    aws_api_gateway_method: {
      list: [
        {
          rest_api_id: `\${${api}.id}`,
          resource_id: `\${${api}.root_resource_id}`,
          http_method: "GET",
          authorization: "AWS_IAM",
          ...more,
        },
      ],
    },
  });
  const own = (name: string, more?: object) =>
    hcl(
      {
        provider: provider(name),
        resource: {
          aws_api_gateway_rest_api: { own: [{ name }] },
          ...methods("aws_api_gateway_rest_api.own", more),
          aws_iam_role: { [name]: [{ name, assume_role_policy: trusted }] },
          aws_iam_role_policy: {
            [name]: [{ role: `\${aws_iam_role.${name}.name}`, policy: opened }],
          },
        },
      },
      name,
    );
  const document = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const trusted = document({
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { Service: "ec2.amazonaws.com" },
  });
  const opened = document({ Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" });
  const reading = (name: string, more?: object) =>
    hcl(
      {
        provider: {
          aws: [
            { region: "us-east-1", profile: name },
            { alias: "other", region: "us-east-1" },
          ],
        },
        data: { aws_api_gateway_rest_api: { theirs: [{ name: "theirs" }] } },
        resource: methods("data.aws_api_gateway_rest_api.theirs", more),
      },
      name,
    );
  /** `theirs anonymous: deny`, by the name of the API. */
  const cellsOf = (...roots: readonly Root[]) =>
    accessMatrix(readModel(resolveSystem(roots))).routes.flatMap(({ api, cells }) =>
      cells.map(({ decision, principal }) => `${api} ${principal}: ${decision}`),
    );
  const THEIRS = "(b/data.aws_api_gateway_rest_api.theirs.id)";

  test("a method of an API that is read with the method's own provider is one of that API", () => {
    expect(cellsOf(own("a"), reading("b"))).toContain(`${THEIRS} anonymous: deny`);
    expect(cellsOf(reading("b"), own("a"))).toContain(`${THEIRS} anonymous: deny`);
  });

  test("a method with another provider than its API is not known, in whichever root", () => {
    expect(cellsOf(own("a"), reading("b", { provider: "aws.other" }))).toContain(
      `${THEIRS} anonymous: unknown`,
    );
  });

  test("each root's API has its methods", () => {
    expect(cellsOf(own("a"), own("b"))).toEqual(
      expect.arrayContaining(["a anonymous: deny", "b anonymous: deny"]),
    );
  });

  test("a role of one account is not known to call the API of another, which may have a policy", () => {
    const found = cellsOf(own("a"), own("b"));
    expect(found).toEqual(expect.arrayContaining(["a iam:a: allow", "b iam:a: unknown"]));
    expect(cellsOf(own("a"), own("b", { authorization: "NONE" }))).toContain("b anonymous: unknown");
  });
});
