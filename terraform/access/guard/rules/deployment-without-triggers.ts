import type { Rule } from "../rule";

const DEPLOYMENTS = ["aws_api_gateway_deployment", "aws_apigatewayv2_deployment"];

export const deploymentWithoutTriggers: Rule = {
  id: "deployment-without-triggers",
  level: "medium",
  finds: "A deployment whose triggers are taken away",
  reason:
    "Without triggers no later change of the API makes a new deployment: the old rules stay live, and every plan looks complete",
  fix: "Keep triggers that hash what is deployed, or replace_triggered_by in the deployment's lifecycle",
  example: "api/aws_api_gateway_deployment.live",
  needs: "changes",
  check: ({ changes = [], resources }) => {
    const after = new Map(resources.map((resource) => [resource.address, resource]));
    return changes
      .filter(
        ({ before, change, type }) => DEPLOYMENTS.includes(type) && change !== "delete" && isSet(before),
      )
      .flatMap(({ address }) => {
        const head = after.get(address);
        if (!head || isSet(head.values) || head.lifecycle?.replaced) return [];
        return [{ resource: address, message: "its triggers are taken away" }];
      });
  },
};

/** Triggers that are not known yet are there too. */
function isSet({ triggers }: Readonly<Record<string, unknown>>): boolean {
  return typeof triggers === "object" && triggers !== null && Object.keys(triggers).length > 0;
}
