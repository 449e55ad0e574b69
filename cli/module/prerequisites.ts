import type { Json, Section } from "./options";

/** What must exist before a module is applied, as sentences of Markdown. */
export function prerequisites(resources: Section): string[] {
  const all = (type: string) => Object.values((resources[type] ?? {}) as Section) as Section[];
  const found: string[] = [];
  const issuers = jwtAuthorizers(resources);
  const scopes = new Set([
    ...all("aws_api_gateway_method").flatMap((each) => texts(each.authorization_scopes)),
    ...issuers.filter(({ isUserPool }) => isUserPool).flatMap((each) => each.scopes),
  ]);
  if (scopes.size > 0) {
    found.push(
      `A user pool whose resource server has the scopes ${quoted(scopes)}, and whose ` +
        "pre-token-generation trigger (version V2_0, which needs the tier Essentials or Plus) puts the scopes of a user's " +
        "groups into access tokens. The module of the identity stack makes all of them; for an existing pool, " +
        "the constructs `RoleScopes` and `TokenScopes` do, and the pool's owner names the trigger's ARN in its `lambda_config`. " +
        "Without the trigger these routes refuse all callers.",
    );
  }
  for (const { isUserPool, issuer, scopes } of issuers) {
    found.push(
      `An answer of the issuer \`${issuer}\` at \`/.well-known/openid-configuration\`: API Gateway asks for it when the authorizer ` +
        `is created, and refuses an issuer without it.${isUserPool || scopes.length === 0 ? "" : ` Its access tokens need the scopes ${quoted(scopes)}.`}`,
    );
  }
  const called = [
    ...[...all("aws_api_gateway_integration"), ...all("aws_api_gateway_authorizer")],
    ...[...all("aws_apigatewayv2_integration"), ...all("aws_apigatewayv2_authorizer")],
  ].some((each) =>
    /:lambda:path\//.test(String(each.uri ?? each.integration_uri ?? each.authorizer_uri ?? "")),
  );
  if (called && all("aws_lambda_function").length === 0) {
    found.push(
      "No functions yet: they are named here, and made by the module of the stage, which takes the same `name` and is applied afterwards.",
    );
  }
  const authorizers = [...all("aws_api_gateway_authorizer"), ...all("aws_apigatewayv2_authorizer")];
  for (const arn of new Set(authorizers.flatMap(({ authorizer_uri: uri }) => foreignFunction(uri)))) {
    found.push(
      `The function \`${arn}\` of another account, which lets the authorizers of this API call it, by the API's id or by the ` +
        "organization (construct `AuthorizerSharing` there). Until it does, calls with a token get 500.",
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
  if (all("aws_apigatewayv2_stage").some((each) => each.access_log_settings !== undefined)) {
    found.push(
      "The rights to set up the delivery of logs, for the principal that applies it: `logs:CreateLogDelivery`, " +
        "`logs:GetLogDelivery`, `logs:UpdateLogDelivery`, `logs:DeleteLogDelivery`, `logs:ListLogDeliveries`, " +
        "`logs:PutResourcePolicy`, `logs:DescribeResourcePolicies` and `logs:DescribeLogGroups`. " +
        "An HTTP API does not write logs by the role of `aws_api_gateway_account`.",
    );
  }
  return found;
}

/** The JWT authorizers of an HTTP API, each with the scopes of its routes. `HttpApi` names authorizers after their locks. */
function jwtAuthorizers(resources: Section) {
  const section = (type: string) => Object.entries((resources[type] ?? {}) as Section) as [string, Section][];
  return section("aws_apigatewayv2_authorizer")
    .filter(([, { authorizer_type: type }]) => type === "JWT")
    .map(([address, { jwt_configuration: jwt, name }]) => {
      const id = `\${aws_apigatewayv2_authorizer.${address}.id}`;
      const routes = section("aws_apigatewayv2_route").filter(([, { authorizer_id: of }]) => of === id);
      return {
        isUserPool: name === "cognito",
        issuer: String((jwt as Section).issuer),
        scopes: routes.flatMap(([, { authorization_scopes: scopes }]) => texts(scopes)),
      };
    });
}

/** The function that an authorizer names by its whole ARN. One of the API's own account has data sources in its ARN. */
function foreignFunction(uri: Json | undefined): string[] {
  const [, arn] = /\/functions\/(arn:[\w:-]+:\d{12}:function:[\w:-]+)\/invocations$/.exec(String(uri)) ?? [];
  return arn === undefined ? [] : [arn];
}

function quoted(scopes: Iterable<string>): string {
  return [...new Set(scopes)]
    .sort()
    .map((each) => `\`${each}\``)
    .join(", ");
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
