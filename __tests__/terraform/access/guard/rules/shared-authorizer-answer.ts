import { custom, type RuleCases, side } from "../side";

const keyedBy = (identity_source: string, more: object = {}) =>
  side(
    { "GET /pets": custom },
    { aws_api_gateway_authorizer: { lambda: { type: "REQUEST", identity_source, ...more } } },
  );

export const cases: RuleCases = {
  "answers that are kept under a header that every client sends": {
    head: keyedBy("method.request.header.Origin"),
    finds: ["shop/aws_api_gateway_authorizer.lambda"],
  },
  "answers that are kept under a tenant and an address": {
    head: keyedBy("method.request.header.X-Tenant,context.identity.sourceIp"),
    finds: ["shop/aws_api_gateway_authorizer.lambda"],
  },
  "answers that are not kept": {
    head: keyedBy("method.request.header.Origin", { authorizer_result_ttl_in_seconds: 0 }),
    finds: [],
  },
  "answers that are kept under the credential": {
    head: keyedBy("method.request.header.Origin,method.request.header.Authorization"),
    finds: [],
  },
  "a TOKEN authorizer": { head: keyedBy("method.request.header.X-Partner", { type: "TOKEN" }), finds: [] },
};
