import { type Resources, text } from "../../build/people";
import { type TrustCases, trusting } from "./town";

const BATCH = "arn:aws:iam::111122223333:role/batch";
const authorizer = (values: Readonly<Record<string, unknown>>): Resources => ({
  aws_lambda_function: { authorizer: values },
});

const backend = (credentials: string): Resources => ({
  aws_api_gateway_integration: {
    pets: {
      rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
      resource_id: "${aws_api_gateway_resource._pets.id}",
      http_method: "GET",
      type: "AWS",
      uri: "arn:aws:apigateway:us-east-1:sqs:path/a",
      credentials,
    },
  },
});

const asking = (values: Readonly<Record<string, unknown>>): Resources => ({
  aws_api_gateway_method: {
    added: {
      rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
      resource_id: "${aws_api_gateway_resource._pets.id}",
      http_method: "PUT",
      ...values,
    },
  },
});

/** Changes that leave everybody who vouches as they are. */
export const unsaid: TrustCases = {
  "memory, time-out and description of an authorizer": {
    head: authorizer({ memory_size: 512, timeout: 9, description: "the gate" }),
    says: [],
  },
  "the code of a function behind a route": {
    base: {
      aws_lambda_function: {
        pets: { function_name: "pets", role: "a", handler: "a.b", filename: "a.zip", source_code_hash: "a" },
      },
    },
    head: {
      aws_lambda_function: {
        pets: { function_name: "pets", role: "a", handler: "a.b", filename: "a.zip", source_code_hash: "b" },
      },
    },
    says: [],
  },
  "a default that is written out": {
    head: {
      aws_api_gateway_authorizer: {
        lambda: {
          authorizer_result_ttl_in_seconds: "300",
          identity_source: "method.request.header.Authorization",
        },
      },
    },
    says: [],
  },
  "an account by its number and as its root": {
    base: { aws_iam_role: { partner: { assume_role_policy: trusting({ AWS: "111122223333" }) } } },
    head: {
      aws_iam_role: { partner: { assume_role_policy: trusting({ AWS: "arn:aws:iam::111122223333:root" }) } },
    },
    says: [],
  },
  "a policy in another layout": {
    head: {
      aws_iam_role: {
        partner: {
          assume_role_policy: JSON.stringify(
            {
              Statement: {
                Sid: "Batch",
                Action: ["sts:assumerole"],
                Principal: { AWS: [BATCH, BATCH] },
                Effect: "Allow",
              },
              Version: "2012-10-17",
            },
            null,
            2,
          ),
        },
      },
    },
    says: [],
  },
  "the order of statements": {
    base: { aws_iam_role: { partner: { assume_role_policy: text([statement("a"), statement("b")]) } } },
    head: { aws_iam_role: { partner: { assume_role_policy: text([statement("b"), statement("a")]) } } },
    says: [],
  },
  "a role that may call nothing": {
    base: { aws_iam_role: { idle: { name: "idle", assume_role_policy: trusting({ AWS: BATCH }) } } },
    head: { aws_iam_role: { idle: { name: "idle", assume_role_policy: trusting({ AWS: "*" }) } } },
    says: [],
  },
  "a user pool that no authorizer names": {
    base: { aws_cognito_user_pool: { other: { name: "other", mfa_configuration: "ON" } } },
    head: { aws_cognito_user_pool: { other: { name: "other", mfa_configuration: "OFF" } } },
    says: [],
  },
  "the permission that a route needs": {
    head: {
      aws_lambda_permission: {
        route: {
          action: "lambda:InvokeFunction",
          function_name: "authorizer",
          principal: "apigateway.amazonaws.com",
          source_arn: "${aws_api_gateway_rest_api.shop.execution_arn}/*",
        },
      },
    },
    says: [],
  },
  "the role by which a backend is called": {
    base: backend("arn:aws:iam::123456789012:role/a"),
    head: backend("arn:aws:iam::123456789012:role/b"),
    says: [],
  },
  "a right to take a role that may call nothing": {
    base: { aws_iam_role: { idle: { name: "idle", assume_role_policy: trusting({ AWS: BATCH }) } } },
    head: {
      aws_iam_role: { idle: { name: "idle", assume_role_policy: trusting({ AWS: BATCH }) } },
      aws_iam_role_policy: {
        ci: {
          policy: text([{ Effect: "Allow", Action: "sts:AssumeRole", Resource: "${aws_iam_role.idle.arn}" }]),
        },
      },
    },
    says: [],
  },
  "a lock where there was none, which is access": {
    base: asking({ authorization: "NONE" }),
    head: asking({ authorization: "CUSTOM", authorizer_id: "${aws_api_gateway_authorizer.lambda.id}" }),
    says: [],
  },
  "a lock that is gone, which is access": {
    base: asking({ authorization: "CUSTOM", authorizer_id: "${aws_api_gateway_authorizer.lambda.id}" }),
    head: asking({ authorization: "NONE" }),
    says: [],
  },
  "a new deployment": {
    head: { aws_api_gateway_deployment: { shop: { triggers: { hash: "new" } } } },
    says: [],
  },
};

function statement(name: string) {
  return {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::111122223333:role/${name}` },
    Action: "sts:AssumeRole",
  };
}
