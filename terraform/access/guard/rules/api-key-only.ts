import type { Rule } from "../rule";

export const apiKeyOnly: Rule = {
  id: "api-key-only",
  reason:
    "An API key meters a known caller and authenticates nobody: it is sent in plain sight and never expires",
  fix: 'Add a lock beside it, such as authorization = "AWS_IAM"; where metering alone is meant, waive this with the reason',
  check: ({ model }) =>
    model.apis.flatMap(({ methods }) =>
      methods
        .filter(({ apiKeyRequired, authorization }) => apiKeyRequired && authorization === "NONE")
        .map(({ address, path, verb }) => ({
          resource: address,
          message: `${verb} ${path} is open to whoever has an API key`,
        })),
    ),
};
