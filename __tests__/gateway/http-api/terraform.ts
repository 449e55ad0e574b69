import { merged, people, type Resources, text, trust } from "../../terraform/build/people";
import { type ApiParts, apis } from "./apis";

/** Terraform with HTTP APIs, their functions and a role that may call some of them. */

const FUNCTIONS = ["echo", "echo1", "simple", "policy", "silent", "waiting", "unpermitted"] as const;

/** Those that answer routes. */
const CALLED = ["echo", "echo1", "waiting", "unpermitted"];

/** The whole configuration, with these APIs. The role `reader` may call GET /iam of the API shop. */
export function httpApisDocument(of: Readonly<Record<string, ApiParts>> = apis): object {
  const resource = [functions(), role(), ...Object.entries(of).map(apiOf)].reduce(merged, people());
  return { provider: { aws: [{ region: "us-east-1" }] }, resource };
}

function functions(): Resources {
  const permitted = FUNCTIONS.filter((name) => name !== "unpermitted" && name !== "silent");
  return {
    aws_iam_role: { lambda: { name: "lambda", assume_role_policy: trustOf("lambda.amazonaws.com") } },
    aws_lambda_function: Object.fromEntries(
      FUNCTIONS.map((name) => [
        name,
        {
          function_name: name,
          handler: "index.handler",
          runtime: "nodejs22.x",
          filename: `${name}.zip`,
          role: "${aws_iam_role.lambda.arn}",
        },
      ]),
    ),
    aws_lambda_permission: Object.fromEntries(
      permitted.map((name) => [
        name,
        {
          action: "lambda:InvokeFunction",
          function_name: `\${aws_lambda_function.${name}.function_name}`,
          principal: "apigateway.amazonaws.com",
        },
      ]),
    ),
  };
}

function role(): Resources {
  const arn = "${aws_apigatewayv2_api.shop.execution_arn}";
  const statements = [
    {
      Effect: "Allow",
      Action: "execute-api:Invoke",
      Resource: [`${arn}/*/GET/iam`, `${arn}/$default/GET/iam/*`],
    },
    { Effect: "Deny", Action: "execute-api:Invoke", Resource: `${arn}/*/GET/iam/secret` },
  ];
  return {
    aws_iam_role: { reader: { name: "reader", assume_role_policy: trust() } },
    aws_iam_role_policy: {
      reader: { name: "reader", role: "${aws_iam_role.reader.name}", policy: text(statements) },
    },
  };
}

const trustOf = (service: string) =>
  text([{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }]);

function apiOf([name, parts]: readonly [string, ApiParts]): Resources {
  const { authorizers = {}, routes, stages = { $default: {} } } = parts;
  const api_id = `\${aws_apigatewayv2_api.${name}.id}`;
  const named = (of: Readonly<Record<string, object>>, make: (key: string, more: object) => object) =>
    Object.fromEntries(
      Object.entries(of).map(([key, more], index) => [
        /^\w+$/.test(key) ? `${name}_${key}` : `${name}_${index}`,
        { api_id, ...(make(key, more) as Record<string, unknown>) },
      ]),
    );
  return {
    aws_apigatewayv2_api: { [name]: { name, protocol_type: "HTTP", ...parts.arguments } },
    aws_apigatewayv2_stage: named(stages, (stage, more) => ({ name: stage, auto_deploy: true, ...more })),
    aws_apigatewayv2_authorizer: named(authorizers, (key, more) => ({ name: key, ...more })),
    aws_apigatewayv2_integration: {
      ...named(parts.integrations ?? {}, (_, more) => ({ integration_type: "HTTP_PROXY", ...more })),
      ...named(Object.fromEntries(CALLED.map((key) => [key, {}])), (key) => ({
        integration_type: "AWS_PROXY",
        integration_uri: `\${aws_lambda_function.${key}.invoke_arn}`,
        payload_format_version: key === "echo1" ? "1.0" : "2.0",
        ...(key === "waiting" && { timeout_milliseconds: 100 }),
      })),
    },
    aws_apigatewayv2_route: named(routes, (route_key, more) => {
      const { authorizer_id, target = "echo", ...others } = more as Readonly<Record<string, string>>;
      return {
        route_key,
        ...(!("target" in more && more.target === undefined) && {
          target: `integrations/\${aws_apigatewayv2_integration.${name}_${target}.id}`,
        }),
        ...(authorizer_id && {
          authorizer_id: `\${aws_apigatewayv2_authorizer.${name}_${authorizer_id}.id}`,
        }),
        ...others,
      };
    }),
  };
}
