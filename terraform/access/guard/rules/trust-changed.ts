import type { Rule } from "../rule";

export const trustChanged: Rule = {
  id: "trust-changed",
  level: "critical",
  finds: "Another party that vouches for callers, or more that is trusted than before",
  reason:
    "Routes and roles are as they were, and others decide who has them: an issuer, a key, a trust policy, the code of an authorizer",
  fix: "Undo the change, or add a waiver of this argument and its new value, with the reason why that is right",
  example: "api/aws_lambda_function.authorizer.environment.variables.ISSUER",
  exampleTo: '"https://login.example.com/"',
  needs: "access",
  lasting: true,
  check: ({ base }) =>
    (base?.trust ?? []).map(({ accepts, argument, resource, what }) => ({
      resource: argument === undefined ? resource : `${resource}.${argument}`,
      message: what,
      ...(accepts !== undefined && { accepts }),
    })),
};
