import type { Rule } from "../rule";

export const unknownArgument: Rule = {
  id: "unknown-argument",
  level: "critical",
  finds: "An argument that Gatehouse does not know, and whose value changes",
  reason:
    "It cannot be told whether callers may do more: the argument is of a newer provider, and is not evaluated",
  fix: "Read in the provider's documentation what the argument does, and add a waiver with what it changes for callers",
  example: "api/aws_api_gateway_method.get-pets",
  needs: "base",
  check: ({ base }) =>
    (base?.undecided ?? []).map(({ argument, resource }) => ({
      resource,
      message: `the argument ${argument} is not known, and its value differs`,
    })),
};
