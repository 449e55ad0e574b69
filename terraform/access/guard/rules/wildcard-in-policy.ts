import type { ApiModel } from "../../../model";
import { allApis } from "../../decide";
import { allowedResources } from "../policies";
import type { Rule } from "../rule";

export const wildcardInPolicy: Rule = {
  id: "wildcard-in-policy",
  level: "high",
  finds: "A wildcard in an execute-api ARN where the path has no parameter",
  reason: "A * in an execute-api ARN also matches slashes, so it opens methods that were not considered",
  fix: "Name each method: ARN/STAGE/VERB/path, with a * only where the path has a parameter",
  example: "api/aws_iam_role_policy.clerk",
  check: ({ model }) => {
    const expected = parameterPatterns(model);
    return allowedResources(model)
      .filter(({ resource }) => /[*?]/.test(resource) && !expected.has(resource))
      .map(({ address, resource, statement }) => ({
        resource: address,
        message: `statement ${statement} allows execute-api:Invoke on ${resource}`,
      }));
  },
};

/** The patterns of methods with parameters, as `…/GET/pets/*`: without a * they could not be granted at all. */
function parameterPatterns(model: ApiModel): ReadonlySet<string> {
  return new Set(
    allApis(model).flatMap((api) =>
      api.stages.flatMap(({ name }) =>
        api.methods.map(
          ({ path, verb }) =>
            `${api.executionArn}/${name}/${verb === "ANY" ? "*" : verb}${path.replace(/\{[^}]+\}/g, "*")}`,
        ),
      ),
    ),
  );
}
