import type { Rule } from "../rule";
import { stillLive } from "../still-live";

export const removedPartStaysLive: Rule = {
  id: "removed-part-stays-live",
  level: "medium",
  finds: "A removed part of an API that its new deployment still contains",
  reason:
    "What is removed in the same root as its deployment is destroyed after the new deployment was made: it stays live, and the next plan is empty",
  fix: "Move deployment and stage to a root that is applied after the routes, or make a further deployment now",
  example: "api/aws_api_gateway_method.get_pets",
  needs: "changes",
  check: ({ changes = [] }) =>
    stillLive(changes)
      .filter(({ isNew }) => isNew)
      .map(({ deployment, resource }) => ({
        resource,
        message: `it is destroyed only after ${deployment} was made, which still has it`,
      })),
};
