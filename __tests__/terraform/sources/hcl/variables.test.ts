import { type Json, read, routes, shop } from "./configuration";

describe("variables", () => {
  const json = { ...shop({ authorization: "${var.lock}" }), variable: { lock: [{ type: "string" }] } };

  test("without a default are unknown, with their address", () => {
    expect(read({ "main.tf": json }).apis[0]?.methods[0]?.unknown).toBe("var.lock: it has no default");
  });

  test("take the values that are given", () => {
    expect(routes(read({ "main.tf": json }, { given: { values: { lock: "AWS_IAM" } } }))).toEqual([
      "GET /pets AWS_IAM",
    ]);
  });

  test("the region may be left to the surroundings", () => {
    const { provider: _, ...rest } = shop();
    expect(read({ "main.tf": rest }).apis[0]?.executionArn).toMatch(
      /^arn:aws:execute-api:\(region\):123456789012:/,
    );
  });
});

describe("policies", () => {
  const role = (policy: unknown, data: Json = {}): Json => ({
    ...shop(),
    data,
    resource: {
      ...(shop().resource as Json),
      aws_iam_role: {
        r: [{ name: "r", assume_role_policy: '${jsonencode({ Version = "2012-10-17", Statement = [] })}' }],
      },
      aws_iam_role_policy: { p: [{ role: "${aws_iam_role.r.id}", policy }] },
    },
  });
  const documentOf = (json: Json) => {
    const model = read({ "main.tf": json });
    return { document: model.roles[0]?.policies[0]?.document, arn: model.apis[0]?.executionArn };
  };

  test("of jsonencode() over several lines", () => {
    const { arn, document } = documentOf(
      role(
        '${jsonencode({\n  Version = "2012-10-17"\n  Statement = [{ Effect = "Allow", Action = "execute-api:Invoke",\n    Resource = "${aws_api_gateway_rest_api.a.execution_arn}/*/GET/pets" }]\n})}',
      ),
    );
    expect(document).toMatchObject({ statements: [{ resources: [`${arn}/*/GET/pets`] }] });
  });

  test("of a data source with dynamic statements", () => {
    const statement = {
      for_each: '${toset(["GET", "POST"])}',
      content: [
        {
          actions: ["execute-api:Invoke"],
          resources: ["${aws_api_gateway_rest_api.a.execution_arn}/v1/${statement.value}/pets"],
        },
      ],
    };
    const data = { aws_iam_policy_document: { d: [{ dynamic: { statement: [statement] } }] } };
    const { arn, document } = documentOf(role("${data.aws_iam_policy_document.d.json}", data));
    expect(document).toMatchObject({
      statements: [{ resources: [`${arn}/v1/GET/pets`] }, { resources: [`${arn}/v1/POST/pets`] }],
    });
  });

  test("of dynamic blocks within a statement", () => {
    const condition = {
      for_each: "${var.ranges}",
      iterator: "range",
      content: [{ test: "IpAddress", variable: "aws:SourceIp", values: ["${range.value}"] }],
    };
    const statement = [{ actions: ["*"], resources: ["*"], dynamic: { condition: [condition] } }];
    const json = role("${data.aws_iam_policy_document.d.json}", {
      aws_iam_policy_document: { d: [{ statement }] },
    });
    const variable = (value: Json) => ({ ...json, variable: { ranges: [value] } });
    expect(documentOf(variable({ default: ["203.0.113.0/24"] })).document).toMatchObject({
      statements: [{ conditions: [{ operator: "IpAddress", values: ["203.0.113.0/24"] }] }],
    });
    expect(documentOf(variable({})).document).toEqual({ unknown: "var.ranges: it has no default" });
  });

  test("that only Terraform could work out are unknown, with the reason", () => {
    expect(
      documentOf(role("${data.http.policy.response_body}", { http: { policy: [{ url: "x" }] } })).document,
    ).toEqual({
      unknown: "data.http.policy.response_body: known after apply",
    });
  });
});
