import { decider, LOCKS } from "../../decide";
import { ask, policyTexts, routeOf, samplesOf } from "../../matrix";
import type { Finding, Rule } from "../rule";

/** What an authorizer answers that neither allows nor denies. */
const SILENCE = {
  kind: "policy",
  principalId: "silent",
  document: { version: "2012-10-17", statements: [] },
} as const;

export const silentAuthorizer: Rule = {
  id: "silent-authorizer",
  level: "high",
  finds: "A Lambda authorizer's method that a resource policy opens by itself",
  reason:
    "In one account an Allow of the resource policy is enough where an authorizer neither allows nor denies: a caller to whom it gives an empty policy gets in",
  fix: "Let the authorizer deny what it does not allow, or remove the Allow from the resource policy and use Deny statements there",
  example: "api/aws_api_gateway_method.get_pets",
  check: ({ evidence, model }) => {
    const decide = decider(model);
    const texts = policyTexts(model, evidence);
    return model.apis.flatMap((api) =>
      api.stages.flatMap((stage) =>
        api.methods.flatMap((method): Finding[] => {
          if (LOCKS[method.authorization].credentials !== "lambda-authorizer") return [];
          if (method.unknown !== undefined) return [];
          const place = { api, stage, method };
          const { outcome, reason } = ask(routeOf(decide, place, samplesOf(place, texts)), SILENCE);
          return outcome === "deny" ? [] : [{ resource: method.address, message: reason }];
        }),
      ),
    );
  },
};
