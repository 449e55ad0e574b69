import { custom, iam, type RuleCases, side } from "../side";

const methods = { "GET /pets": custom };
const address = "shop/aws_lambda_function.authorizer";

/** The shop, whose authorizer has these environment variables. */
const withVariables = (variables: Readonly<Record<string, string>>) =>
  side(methods, { aws_lambda_function: { authorizer: { environment: [{ variables }] } } });

export const cases: RuleCases = {
  "another issuer": {
    base: withVariables({ ISSUER: "https://a.example/" }),
    head: withVariables({ ISSUER: "https://b.example/" }),
    finds: [`${address}.environment.variables.ISSUER`],
    messages: [
      'environment.variables.ISSUER is now "https://b.example/" (was: "https://a.example/"); shop/aws_api_gateway_authorizer.lambda relies on it',
    ],
  },
  "another code, and another handler": {
    base: side(methods),
    head: side(methods, {
      aws_lambda_function: { authorizer: { handler: "other.handler", layers: ["a:1"] } },
    }),
    finds: [`${address}.handler`, `${address}.layers`],
  },
  "more memory for the same function": {
    base: side(methods),
    head: side(methods, { aws_lambda_function: { authorizer: { memory_size: 512 } } }),
    finds: [],
  },
  "an authorizer that no route asks": {
    base: side({ "GET /pets": iam }),
    head: side({ "GET /pets": iam }, { aws_lambda_function: { authorizer: { handler: "other.handler" } } }),
    finds: [],
  },
};
