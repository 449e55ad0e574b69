import type { Resources } from "../../../build/people";
import { iam, type RuleCases, side } from "../side";

const rule = (api: string): Resources => ({
  aws_apigatewayv2_routing_rule: {
    beta: {
      domain_name: "api.example.com",
      priority: 10,
      condition: [{ match_base_paths: [{ any_of: ["beta"] }] }],
      action: [{ invoke_api: [{ api_id: api, stage: "live" }] }],
    },
  },
});
const address = "shop/aws_apigatewayv2_routing_rule.beta";
const routes = { "GET /pets": iam };
const [none, one, other] = [side(routes), side(routes, rule("one")), side(routes, rule("other"))];

export const cases: RuleCases = {
  "a new rule": { base: none, head: one, finds: [address], messages: ["it is to be created"] },
  "a rule to another API": { base: one, head: other, finds: [address], messages: ["it is to be updated"] },
  "a rule that is removed": { base: one, head: none, finds: [address], messages: ["it is to be deleted"] },
  "a rule as before": { base: one, head: one, finds: [] },
};
