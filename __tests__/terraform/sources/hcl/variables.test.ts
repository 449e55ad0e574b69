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

  test.each<[string, Json, unknown, string]>([
    ["true is the text, for a string", { type: "string" }, true, 'var.v == "true"'],
    ["a text is a number, for a number", { type: "number" }, "1", "var.v == 1"],
    ["a text is true, for a bool", { type: "bool" }, "true", "var.v == true"],
    ["a list is sorted, as a set", { type: "${set(string)}" }, ["b", "a"], 'tolist(var.v)[0] == "a"'],
    [
      "an object has its optional attributes",
      { type: '${map(object({ a = string, b = optional(string, "x"), c = optional(bool) }))}' },
      { k: { a: 1, unused: 2 } },
      'var.v.k == { a = "1", b = "x", c = null }',
    ],
    ["a default is converted too", { type: "string", default: true }, undefined, 'var.v == "true"'],
    ["null gives way to the default", { default: "d", nullable: false }, null, 'var.v == "d"'],
    ["null is a value, otherwise", { default: "d" }, null, "var.v == null"],
    [
      "validation, sensitive and ephemeral change nothing",
      { validation: [{ condition: "${false}", error_message: "no" }], sensitive: true, ephemeral: true },
      "x",
      'var.v == "x"',
    ],
  ])("%s, of a root and of a module", (_, declared, value, condition) => {
    const authorization = `\${${condition} ? "NONE" : "AWS_IAM"}`;
    const json = { ...shop({ authorization }), variable: { v: [declared] } };
    const given = value === undefined ? {} : { v: value as never };
    expect(routes(read({ "main.tf": json }, { given: { values: given } }))).toEqual(["GET /pets NONE"]);
    const call = { module: { m: [{ source: "./m", ...given }] } };
    expect(routes(read({ "main.tf": call, "m/main.tf": json }))).toEqual(["GET /pets NONE"]);
  });

  test("of a value that the type refuses are unknown, and named", () => {
    const json = { ...shop({ authorization: "${var.lock}" }), variable: { lock: [{ type: "string" }] } };
    const { apis, notices } = read({ "main.tf": json }, { given: { values: { lock: [1] } } });
    expect(apis[0]?.methods[0]?.unknown).toContain("where string was expected");
    expect(notices).toContainEqual(expect.objectContaining({ address: "var.lock" }));
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
