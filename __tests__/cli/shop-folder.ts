import { allow, policy, shopDocument } from "../terraform/build/shop";
import { outputOf } from "./captured";

export const methods = {
  "GET /pets/{petId}": { authorization: "AWS_IAM", api_key_required: true },
  "POST /partner": { authorization: "CUSTOM", authorizer_id: "${aws_api_gateway_authorizer.lambda.id}" },
  "GET /health": { authorization: "NONE" },
};
export const roles = JSON.stringify({ roles: { buyer: { allow: ["POST/partner"], deny: [] } } });
export const folder = () =>
  outputOf(shopDocument(methods, policy(allow("GET/pets/*"))), { "authorizer.zip": { "roles.json": roles } });
