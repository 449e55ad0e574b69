/** An API of `routes` methods, of which each of `roles` groups may call a hundred, as synthesized Terraform. */
export function terraformOf(roles: number, routes: number): unknown {
  const api = "${aws_api_gateway_rest_api.large.id}";
  const stage = "${aws_api_gateway_rest_api.large.execution_arn}/live";
  const indexes = Array.from({ length: routes / 2 }, (_, index) => index);
  const named = (role: number) => `role${role}`;
  const parts: [string, string, object][] = [
    ["aws_api_gateway_rest_api", "large", { name: "large" }],
    ["aws_api_gateway_deployment", "live", { rest_api_id: api }],
    [
      "aws_api_gateway_stage",
      "live",
      { rest_api_id: api, stage_name: "live", deployment_id: "${aws_api_gateway_deployment.live.id}" },
    ],
    ["aws_cognito_user_pool", "people", { name: "people" }],
    [
      "aws_cognito_user_pool_client",
      "app",
      { name: "app", user_pool_id: "${aws_cognito_user_pool.people.id}" },
    ],
    [
      "aws_cognito_identity_pool",
      "people",
      {
        identity_pool_name: "people",
        cognito_identity_providers: [
          {
            client_id: "${aws_cognito_user_pool_client.app.id}",
            provider_name: "${aws_cognito_user_pool.people.endpoint}",
          },
        ],
      },
    ],
    [
      "aws_cognito_identity_pool_roles_attachment",
      "people",
      {
        identity_pool_id: "${aws_cognito_identity_pool.people.id}",
        roles: {},
        role_mapping: [
          {
            identity_provider:
              "${aws_cognito_user_pool.people.endpoint}:${aws_cognito_user_pool_client.app.id}",
            type: "Token",
            ambiguous_role_resolution: "Deny",
          },
        ],
      },
    ],
    ...indexes.flatMap((index) => resource(index, api)),
    ...Array.from({ length: roles }, (_, role) =>
      holder(named(role), grants(role, indexes.length, stage)),
    ).flat(),
  ];
  const document: Record<string, Record<string, object>> = {};
  for (const [type, name, body] of parts) {
    const ofType = document[type] ?? {};
    document[type] = ofType;
    ofType[name] = body;
  }
  return { provider: { aws: [{ region: "us-east-1" }] }, resource: document };
}

/** `GET /thing7` and `GET /thing7/{id}`. */
function resource(index: number, api: string): [string, string, object][] {
  const root = "${aws_api_gateway_rest_api.large.root_resource_id}";
  const things = `thing${index}`;
  const of = (name: string, parent: string, part: string): [string, string, object][] => [
    ["aws_api_gateway_resource", name, { rest_api_id: api, parent_id: parent, path_part: part }],
    [
      "aws_api_gateway_method",
      name,
      {
        rest_api_id: api,
        resource_id: `\${aws_api_gateway_resource.${name}.id}`,
        http_method: "GET",
        authorization: "AWS_IAM",
      },
    ],
  ];
  return [
    ...of(things, root, things),
    ...of(`${things}_one`, `\${aws_api_gateway_resource.${things}.id}`, "{id}"),
  ];
}

function grants(role: number, things: number, stage: string): string[] {
  return Array.from({ length: 50 }, (_, index) => `thing${(role * 7 + index) % things}`).flatMap((thing) => [
    `${stage}/GET/${thing}`,
    `${stage}/GET/${thing}/*`,
  ]);
}

function holder(name: string, resources: readonly string[]): [string, string, object][] {
  const trust = {
    Effect: "Allow",
    Principal: { Federated: "cognito-identity.amazonaws.com" },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: { "cognito-identity.amazonaws.com:aud": "${aws_cognito_identity_pool.people.id}" },
    },
  };
  const allow = { Effect: "Allow", Action: "execute-api:Invoke", Resource: resources };
  const policy = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  return [
    ["aws_iam_role", name, { name, assume_role_policy: policy(trust) }],
    ["aws_iam_role_policy", name, { name, role: `\${aws_iam_role.${name}.name}`, policy: policy(allow) }],
    [
      "aws_cognito_user_group",
      name,
      {
        name,
        user_pool_id: "${aws_cognito_user_pool.people.id}",
        role_arn: `\${aws_iam_role.${name}.arn}`,
      },
    ],
  ];
}
