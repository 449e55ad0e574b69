import { merged, type Resources } from "../../build/people";
import { differences } from "./town";

type Values = Readonly<Record<string, unknown>>;

const uri = (name: string) =>
  `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:${name}/invocations`;

const stage = (name: string, values: Values): Resources => ({
  aws_api_gateway_stage: {
    [name]: {
      rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
      deployment_id: "${aws_api_gateway_deployment.shop.id}",
      stage_name: name,
      ...values,
    },
  },
});

/** What is said of a new stage beside one with some values. */
const added = (base: Resources, values: Values): readonly string[] =>
  differences({ base, head: merged(base, stage("z", values)) });

describe("a new stage of an API whose authorizer is named by a stage variable", () => {
  const base = merged(
    { aws_api_gateway_authorizer: { lambda: { authorizer_uri: uri("$${stageVariables.gate}") } } },
    stage("live", { variables: { gate: "strict", backend: "blue" } }),
  );
  const OTHER = ["other aws_api_gateway_stage.z variables.gate"];

  test.each<[string, Values, readonly string[]]>([
    ["another function", { variables: { gate: "allow-all" } }, OTHER],
    ["the same function", { variables: { gate: "strict", backend: "green" } }, []],
    ["no function", { variables: { backend: "green" } }, []],
    [
      "a function that is not known",
      { variables: { gate: "${random_id.a.hex}" } },
      ["undecided aws_api_gateway_stage.z variables.gate"],
    ],
    [
      "another function for a canary",
      {
        variables: { gate: "strict" },
        canary_settings: [
          {
            deployment_id: "${aws_api_gateway_deployment.shop.id}",
            percent_traffic: 1,
            stage_variable_overrides: { gate: "allow-all" },
          },
        ],
      },
      ["other aws_api_gateway_stage.z canary_settings.stage_variable_overrides.gate"],
    ],
  ])("%s", (_, values, says) => {
    expect(added(base, values)).toEqual(says);
  });

  test("the function of one of several stages", () => {
    const two = merged(base, stage("test", { variables: { gate: "lenient" } }));
    expect(added(two, { variables: { gate: "lenient" } })).toEqual([]);
    expect(added(two, { variables: { gate: "allow-all" } })).toEqual(OTHER);
  });

  test("a function of the Terraform", () => {
    const function_name = (name: string) => `\${aws_lambda_function.${name}.function_name}`;
    const own = merged(base, stage("live", { variables: { gate: function_name("authorizer") } }));
    expect(added(own, { variables: { gate: function_name("trigger") } })).toEqual(OTHER);
    expect(added(own, { variables: { gate: function_name("authorizer") } })).toEqual([]);
  });
});

describe("a new stage of an HTTP API", () => {
  const api = { api_id: "${aws_apigatewayv2_api.web.id}" };
  const named = (name: string, gate: string): Resources => ({
    aws_apigatewayv2_stage: { [name]: { ...api, name, auto_deploy: true, stage_variables: { gate } } },
  });
  const routes: Resources = {
    aws_apigatewayv2_api: { web: { name: "web", protocol_type: "HTTP" } },
    aws_apigatewayv2_authorizer: {
      gate: {
        ...api,
        name: "gate",
        authorizer_type: "REQUEST",
        identity_sources: ["$request.header.Authorization"],
        authorizer_uri: uri("$${stageVariables.gate}"),
      },
    },
    aws_apigatewayv2_route: {
      pets: {
        ...api,
        route_key: "GET /pets",
        authorization_type: "CUSTOM",
        authorizer_id: "${aws_apigatewayv2_authorizer.gate.id}",
      },
    },
  };
  const base = merged(routes, named("live", "strict"));

  test.each([
    ["allow-all", ["other aws_apigatewayv2_stage.z stage_variables.gate"]],
    ["strict", []],
  ])("%s", (gate, says) => {
    expect(differences({ base, head: merged(base, named("z", gate)) })).toEqual(says);
  });

  test("beside which no stage is known", () => {
    expect(differences({ base: routes, head: merged(routes, named("z", "strict")) })).toEqual([
      "undecided aws_apigatewayv2_stage.z stage_variables.gate",
    ]);
  });
});

describe("a new stage of an API", () => {
  const ACL = "${aws_wafv2_web_acl.w.arn}";
  const ARN = "arn:aws:apigateway:us-east-1::/restapis";
  const association = (name: string, of: string, acl = ACL): Resources => ({
    aws_wafv2_web_acl_association: { [name]: { resource_arn: of, web_acl_arn: acl } },
  });
  const arnOf = (name: string) => `\${aws_api_gateway_stage.${name}.arn}`;
  const open = merged(
    { aws_wafv2_web_acl: { w: { name: "w", scope: "REGIONAL", default_action: [{ block: [{}] }] } } },
    stage("live", {}),
  );
  const guarded = merged(open, association("live", arnOf("live")));
  const OTHER = ["other aws_api_gateway_stage.z web_acl_arn"];
  const UNDECIDED = ["undecided aws_api_gateway_stage.z web_acl_arn"];

  test.each<[string, Resources, Resources, readonly string[]]>([
    ["without the web ACL of the other one", guarded, {}, OTHER],
    ["with that web ACL", guarded, association("z", arnOf("z")), []],
    [
      "with that web ACL, by a written ARN",
      guarded,
      association("z", `${ARN}/\${aws_api_gateway_rest_api.shop.id}/stages/z`),
      [],
    ],
    [
      "with another web ACL",
      guarded,
      association("z", arnOf("z"), "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/x/1"),
      OTHER,
    ],
    ["beside one without a web ACL", merged(guarded, stage("open", {})), {}, []],
    [
      "where it is not known which one has a web ACL",
      merged(open, association("a", "${random_id.a.hex}")),
      {},
      UNDECIDED,
    ],
    [
      "where the API with a web ACL may be this one",
      merged(open, association("a", `${ARN}/a1b2c3d4e5/stages/live`)),
      {},
      UNDECIDED,
    ],
    ["where something else has a web ACL", merged(open, association("a", "${aws_lb.a.arn}")), {}, []],
  ])("%s", (_, base, head, says) => {
    expect(differences({ base, head: merged(merged(base, stage("z", {})), head) })).toEqual(says);
  });
});
