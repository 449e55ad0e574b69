import type { Rule } from "../rule";

export const routingRuleChanged: Rule = {
  id: "routing-rule-changed",
  level: "high",
  finds: "A routing rule of a domain that is added, changed or removed",
  reason:
    "A routing rule decides which API and stage answer a path or header of the domain: requests may meet other locks than before, and no route shows it",
  fix: "Check with access that the API and stage it leads to have the locks that callers of the domain should meet, and waive this change",
  example: "api/aws_apigatewayv2_routing_rule.beta",
  needs: "changes",
  check: ({ changes = [] }) =>
    changes
      .filter(({ change, type }) => type === "aws_apigatewayv2_routing_rule" && change !== "none")
      .map(({ address, change }) => ({ resource: address, message: `it is to be ${change}d` })),
};
