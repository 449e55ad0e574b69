import { iam, type RuleCases, redeployed, side } from "../side";

const deployment = "shop/aws_api_gateway_deployment.shop";
const routes = { "GET /pets": iam };

const withTriggers = (triggers: object | string) =>
  side(routes, { aws_api_gateway_deployment: { shop: { triggers } } });
const replacedByOthers = side(routes, {
  aws_api_gateway_deployment: {
    shop: { lifecycle: [{ replace_triggered_by: ["aws_api_gateway_rest_api.shop"] }] },
  },
});

export const cases: RuleCases = {
  "triggers that are taken away": { base: side(routes, redeployed), head: side(routes), finds: [deployment] },
  "triggers that are empty": { base: side(routes, redeployed), head: withTriggers({}), finds: [deployment] },
  "other triggers": { base: side(routes, redeployed), head: withTriggers({ hash: "other" }), finds: [] },
  "triggers that are not known yet": {
    base: side(routes, redeployed),
    head: withTriggers("${terraform.applying}"),
    finds: [],
  },
  "replace_triggered_by instead": { base: side(routes, redeployed), head: replacedByOthers, finds: [] },
  "no triggers before": { base: side(routes), head: side(routes), finds: [] },
};
