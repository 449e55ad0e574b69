import { allApis, LOCKS } from "../../decide";
import type { Rule } from "../rule";

export const apiKeyOnly: Rule = {
  id: "api-key-only",
  level: "high",
  finds: "A method whose only lock is an API key",
  reason:
    "An API key meters a known caller and does not authenticate a caller: it is sent as plain text and never expires",
  fix: 'Add an authorizer beside the key, such as authorization = "AWS_IAM"; where metering alone is meant, waive this with the reason',
  example: "api/aws_api_gateway_method.get_stock",
  check: ({ model }) =>
    allApis(model).flatMap(({ methods }) =>
      methods
        .filter(
          ({ apiKeyRequired, authorization }) =>
            apiKeyRequired && LOCKS[authorization].credentials === "none",
        )
        .map(({ address, path, verb }) => ({
          resource: address,
          message: `${verb} ${path} is open to every caller with an API key`,
        })),
    ),
};
