import { strToU8, zipSync } from "fflate";
import { readServed } from "../../../terraform/read";
import { resolveTerraform } from "../../../terraform/sources";
import { merged, type Resources, text } from "../../terraform/build/people";
import { call } from "../client";
import { type RunningGate, serveModel } from "../gates";
import { startHere } from "../worker-here";

/** Functions behind the ARNs of aliases and versions, each of which has permissions of its own. */

const uriOf = (name: string) =>
  `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:${name}/invocations`;
const api = { rest_api_id: "${aws_api_gateway_rest_api.shop.id}" };

/** A GET method at `/NAME` whose backend has the URI. */
function route(name: string, uri: string): Resources {
  const place = { ...api, resource_id: `\${aws_api_gateway_resource.${name}.id}`, http_method: "GET" };
  return {
    aws_api_gateway_resource: {
      [name]: { ...api, parent_id: "${aws_api_gateway_rest_api.shop.root_resource_id}", path_part: name },
    },
    aws_api_gateway_method: { [name]: { ...place, authorization: "NONE" } },
    aws_api_gateway_integration: {
      [name]: { ...place, type: "AWS_PROXY", integration_http_method: "POST", uri },
    },
  };
}

/** A method behind the authorizer that the URI names. */
function locked(name: string, uri: string): Resources {
  return merged(route(name, "${aws_lambda_alias.live.invoke_arn}"), {
    aws_api_gateway_method: {
      [name]: { authorization: "CUSTOM", authorizer_id: `\${aws_api_gateway_authorizer.${name}.id}` },
    },
    aws_api_gateway_authorizer: {
      [name]: { ...api, name, type: "TOKEN", authorizer_uri: uri, authorizer_result_ttl_in_seconds: 0 },
    },
  });
}

const permission = (function_name: string, qualifier?: string) => ({
  action: "lambda:InvokeFunction",
  principal: "apigateway.amazonaws.com",
  function_name,
  ...(qualifier && { qualifier }),
});

const alias = (name: string, more: object = {}) => ({
  name,
  function_name: "${aws_lambda_function.live.function_name}",
  function_version: "${aws_lambda_function.live.version}",
  ...more,
});

const lambda = (name: string) => ({
  function_name: name,
  handler: "index.handler",
  runtime: "nodejs22.x",
  filename: `${name}.zip`,
  role: "${aws_iam_role.lambda.arn}",
});

const document = {
  provider: { aws: [{ region: "us-east-1" }] },
  resource: [
    {
      aws_api_gateway_rest_api: { shop: { name: "shop" } },
      aws_api_gateway_deployment: { shop: api },
      aws_api_gateway_stage: {
        dev: {
          ...api,
          deployment_id: "${aws_api_gateway_deployment.shop.id}",
          stage_name: "dev",
          variables: { alias: "live", gone: "gone" },
        },
      },
      aws_iam_role: {
        lambda: {
          name: "lambda",
          assume_role_policy: text([
            { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
          ]),
        },
      },
      aws_lambda_function: { live: lambda("live"), plain: lambda("plain"), allow: lambda("allow") },
      aws_lambda_alias: {
        live: alias("live", { function_name: "${aws_lambda_function.live.arn}" }),
        unpermitted: alias("unpermitted"),
        old: alias("old", { function_version: "3" }),
        canary: alias("canary", { routing_config: [{ additional_version_weights: { "2": 0.1 } }] }),
        allow: alias("allow", { function_name: "allow" }),
        allow_canary: alias("canary", {
          function_name: "allow",
          routing_config: [{ additional_version_weights: { "2": 0.1 } }],
        }),
      },
      aws_lambda_permission: {
        live: permission("live", "${aws_lambda_alias.live.name}"),
        old: permission("live:old"),
        canary: permission("live", "canary"),
        plain: permission("plain"),
        allow: permission("allow", "allow"),
        allow_canary: permission("allow", "canary"),
      },
    },
    route("alias", "${aws_lambda_alias.live.invoke_arn}"),
    route("unpermitted", "${aws_lambda_alias.unpermitted.invoke_arn}"),
    route("unqualified", "${aws_lambda_function.live.invoke_arn}"),
    route("old", "${aws_lambda_alias.old.invoke_arn}"),
    route("canary", "${aws_lambda_alias.canary.invoke_arn}"),
    route("none", uriOf("live:none")),
    route("plain", "${aws_lambda_function.plain.invoke_arn}"),
    route("latest", "${aws_lambda_function.plain.qualified_invoke_arn}"),
    route("staged", uriOf("live:$${stageVariables.alias}")),
    route("staged-gone", uriOf("live:$${stageVariables.gone}")),
    route("staged-missing", uriOf("live:$${stageVariables.missing}")),
    locked("by-alias", "${aws_lambda_alias.allow.invoke_arn}"),
    locked("by-canary", "${aws_lambda_alias.allow_canary.invoke_arn}"),
    locked("by-unqualified", "${aws_lambda_function.allow.invoke_arn}"),
  ].reduce(merged),
};

const sources: Readonly<Record<string, string>> = {
  live: "exports.handler = async (_, { invokedFunctionArn: arn }) => ({ statusCode: 200, body: arn });",
  plain: "exports.handler = async (_, { invokedFunctionArn: arn }) => ({ statusCode: 200, body: arn });",
  allow: `exports.handler = async ({ methodArn }) => ({ principalId: "a", policyDocument: { Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: methodArn }] } });`,
};

let running: RunningGate;
beforeAll(async () => {
  const resolved = resolveTerraform(
    { kind: "stacks", stacks: [{ name: "shop", document }] },
    { accountId: "123456789012" },
  );
  const { model, unserved } = readServed(resolved, { isWrittenOut: true });
  expect(unserved).toEqual([]);
  running = await serveModel(model, {
    startWorker: startHere,
    readArchive: (_, { name }) => zipSync({ "index.js": strToU8(sources[name] ?? "") }),
  });
});
afterAll(() => running.stop());

test.each<readonly [path: string, status: number, reason: RegExp]>([
  ["alias", 200, /function:live:live$/],
  ["unpermitted", 500, /No aws_lambda_permission lets API Gateway invoke/],
  ["unqualified", 500, /No aws_lambda_permission lets API Gateway invoke/],
  ["old", 500, /a version of one, that is not in this Terraform/],
  ["canary", 200, /function:live:canary$/],
  ["none", 500, /a version of one, that is not in this Terraform/],
  ["plain", 200, /function:plain$/],
  // A permission is for the ARN that it names: the function's own is not that of its version $LATEST.
  ["latest", 500, /No aws_lambda_permission lets API Gateway invoke/],
  ["staged", 200, /function:live:live$/],
  ["staged-gone", 500, /a version of one, that is not in this Terraform/],
  ["staged-missing", 500, /a version of one, that is not in this Terraform/],
  ["by-alias", 200, /function:live:live$/],
  ["by-canary", 500, /its function is not there/],
  ["by-unqualified", 500, /no aws_lambda_permission lets it invoke/],
])("/%s answers %i", async (path, status, reason) => {
  const { endpoint } = running.gate.description;
  const answer = await call(endpoint, `/dev/${path}`, { headers: { authorization: "x" } });
  expect([path, answer.status]).toEqual([path, status]);
  expect(status === 200 ? answer.body : running.lines.at(-1)).toMatch(reason);
  if (status !== 200) expect(running.ran()).toEqual([]);
  else running.ran();
});

test("what other versions answer is named", () => {
  const named = running.model.notices.map(({ address, message }) => `${address} ${message}`).join("\n");
  expect(named).toMatch(/aws_lambda_alias.old it is version 3 of live/);
  expect(named).toMatch(/aws_lambda_alias.canary .*part of the calls to version 2/);
});
