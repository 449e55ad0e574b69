import type { Resources } from "../../build/people";
import type { TrustCase } from "./town";

type Values = Readonly<Record<string, unknown>>;

/** What an OpenAPI body says of an integration, an authorizer, and at its top. */
interface Said {
  readonly integration?: Values;
  readonly authorizer?: Values;
  readonly top?: Values;
}

export const FUNCTION =
  "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:gate/invocations";

function document({ authorizer = {}, integration = {}, top = {} }: Said, type: string): string {
  return JSON.stringify({
    openapi: "3.0.1",
    paths: {
      "/pets": {
        get: {
          security: [{ gate: [] }],
          "x-amazon-apigateway-integration": { type: "http", uri: "https://shop.example", ...integration },
        },
      },
    },
    components: {
      securitySchemes: {
        gate: {
          type: "apiKey",
          name: "Authorization",
          in: "header",
          "x-amazon-apigateway-authorizer": { type, authorizerUri: FUNCTION, ...authorizer },
        },
      },
    },
    ...top,
  });
}

/** A REST API with this body. */
export const inRest = (said: Said): Resources => ({
  aws_api_gateway_rest_api: { described: { name: "described", body: document(said, "token") } },
});
const inHttp = (said: Said): Resources => ({
  aws_apigatewayv2_api: {
    described: { name: "described", protocol_type: "HTTP", body: document(said, "request") },
  },
});
/** A REST API whose body changes; `BODY` in what is said stands for its address. */
export const restBody = (base: Said, head: Said, ...says: readonly string[]): TrustCase => ({
  base: inRest(base),
  head: inRest(head),
  says: says.map((one) => one.replace("BODY", "aws_api_gateway_rest_api.described")),
});
/** The same of an HTTP API. */
export const httpBody = (base: Said, head: Said, ...says: readonly string[]): TrustCase => ({
  base: inHttp(base),
  head: inHttp(head),
  says: says.map((one) => one.replace("BODY", "aws_apigatewayv2_api.described")),
});
