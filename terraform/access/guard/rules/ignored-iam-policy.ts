import type { ApiModel, Operation } from "../../../model";
import { allApis, LOCKS, matchRoute, VERBS } from "../../decide";
import { commonText, requestsOf, withPrefix } from "../../matrix";
import { allowedResources } from "../policies";
import type { Finding, Rule } from "../rule";

export const ignoredIamPolicy: Rule = {
  id: "ignored-iam-policy",
  level: "medium",
  finds: "A grant of execute-api:Invoke on methods that do not use AWS_IAM",
  reason: "API Gateway evaluates IAM policies on AWS_IAM methods only: this grant has no effect",
  fix: 'Set the method\'s authorization to "AWS_IAM", or remove the grant',
  example: "api/aws_iam_role_policy.clerk",
  check: ({ model }) => {
    const methods = methodsOf(model);
    return allowedResources(model).flatMap(({ address, resource, statement }): Finding[] => {
      if (!/^arn:[\w-]+:execute-api:/.test(resource)) return [];
      const covered = methods.filter(({ requests }) => requests.some((request) => request(resource)));
      if (
        covered.length === 0 ||
        covered.some(({ method }) => LOCKS[method.authorization].credentials === "iam-signature")
      )
        return [];
      const names = covered.map(({ method }) => `${method.verb} ${method.path} (${method.authorization})`);
      return [
        { resource: address, message: `statement ${statement} opens ${names.join(", ")} by ${resource}` },
      ];
    });
  },
};

/** Each method with a test for each of its verbs: whether a policy's resource covers one of its requests. */
function methodsOf(model: ApiModel) {
  const routed = allApis(model).filter(({ kind }) => kind === "rest" || kind === "http");
  return routed.flatMap((api) =>
    api.methods.map((method) => ({
      method,
      requests: api.stages.flatMap(({ name }) =>
        verbsOf(method).map((verb) => {
          const prefix = `${api.executionArn}/${name}/${verb}`;
          const template = withPrefix(prefix, requestsOf(method));
          return (resource: string) => {
            const found = commonText(resource, template)?.slice(prefix.length);
            return found !== undefined && matchRoute(api, verb, found)?.method === method;
          };
        }),
      ),
    })),
  );
}

function verbsOf({ verb }: Operation): readonly string[] {
  return verb === "ANY" ? VERBS : [verb];
}
