import type { Json, Section } from "./options";

/** What must exist before a module is applied, as sentences of Markdown. */
export function prerequisites(resources: Section): string[] {
  const all = (type: string) => Object.values((resources[type] ?? {}) as Section) as Section[];
  const found: string[] = [];
  const scopes = [
    ...new Set(all("aws_api_gateway_method").flatMap((each) => texts(each.authorization_scopes))),
  ];
  if (scopes.length > 0) {
    found.push(
      `A user pool whose resource server has the scopes ${scopes
        .sort()
        .map((each) => `\`${each}\``)
        .join(", ")}, and whose ` +
        "pre-token-generation trigger (version V2_0, which needs the tier Essentials or Plus) puts the scopes of a user's " +
        "groups into access tokens. The module of the identity stack makes all of them; for an existing pool, " +
        "the constructs `RoleScopes` and `TokenScopes` do, and the pool's owner names the trigger's ARN in its `lambda_config`. " +
        "Without the trigger these routes refuse all callers.",
    );
  }
  const called = [...all("aws_api_gateway_integration"), ...all("aws_api_gateway_authorizer")].some((each) =>
    /:lambda:path\//.test(String(each.uri ?? each.authorizer_uri ?? "")),
  );
  if (called && all("aws_lambda_function").length === 0) {
    found.push(
      "No functions yet: they are named here, and made by the module of the stage, which takes the same `name` and is applied afterwards.",
    );
  }
  if (all("aws_api_gateway_stage").length > 0 && all("aws_api_gateway_rest_api").length === 0) {
    found.push(
      "The routes, applied from a root of their own: in one root with the stage, a route that is removed would stay live.",
    );
  }
  const logs =
    all("aws_api_gateway_stage").some((each) => each.access_log_settings !== undefined) ||
    all("aws_api_gateway_method_settings").some((each) => JSON.stringify(each).includes('"logging_level"'));
  if (logs && all("aws_api_gateway_account").length === 0) {
    found.push(
      "The role by which API Gateway writes logs, set once for the account and region with `aws_api_gateway_account` " +
        "(construct `ApiGatewayLogRole`, or the bootstrap stack). Without it AWS refuses the stage.",
    );
  }
  return found;
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
