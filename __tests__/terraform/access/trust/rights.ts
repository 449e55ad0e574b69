import { type Resources, text } from "../../build/people";
import { changed, type TrustCase, type TrustCases } from "./town";

export const GATE = "${aws_lambda_function.authorizer.arn}";
const POOL = "${aws_cognito_user_pool.people.arn}";

/** The policy of the role `ci`. */
export const ci = (...statements: readonly object[]): Resources => ({
  aws_iam_role_policy: { ci: { policy: text(statements) } },
});
export const may = (Action: string | readonly string[], Resource = "*", more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const gains = (action: string, resource = "*"): TrustCase => ({
  head: ci(may(action, resource)),
  says: ["other aws_iam_role_policy.ci"],
});

const limited = (statements: readonly object[]): Resources => ({
  aws_iam_policy: { limit: { name: "limit", policy: text(statements) } },
  aws_iam_role: { ci: { permissions_boundary: "${aws_iam_policy.limit.arn}" } },
});

const actions: readonly (readonly [action: string, resource?: string])[] = [
  ["lambda:UpdateFunctionCode", GATE],
  ["lambda:UpdateFunctionConfiguration", GATE],
  ["lambda:Update*"],
  ["lambda:?pdateAlias", GATE],
  ["lambda:*", "arn:aws:lambda:*:*:function:auth*"],
  ["cognito-idp:AdminAddUserToGroup", POOL],
  ["cognito-idp:AdminSetUserPassword", POOL],
  ["cognito-idp:Admin*"],
  ["cognito-idp:UpdateUserPoolClient", POOL],
  ["cognito-identity:SetIdentityPoolRoles"],
  ["apigateway:PATCH", "arn:aws:apigateway:us-east-1::/restapis/*"],
  ["apigateway:*"],
  ["iam:UpdateAssumeRolePolicy", "${aws_iam_role.partner.arn}"],
  ["iam:PutRolePolicy"],
  ["iam:AttachRolePolicy"],
  ["iam:PassRole", "${aws_iam_role.partner.arn}"],
  ["iam:AddClientIDToOpenIDConnectProvider"],
  ["iam:CreateAccessKey"],
  ["iam:AddUserToGroup"],
  ["sts:AssumeRole", "${aws_iam_role.partner.arn}"],
  ["iam:CreateLoginProfile"],
  ["iam:UpdateLoginProfile"],
  ["iam:UpdateAccessKey"],
  ["apigateway:PUT", "arn:aws:apigateway:us-east-1::/restapis/*/resources/*/methods/*/integration"],
  ["cognito-idp:DescribeUserPoolClient", POOL],
  ["cognito-idp:AdminEnableUser", POOL],
  ["rolesanywhere:CreateTrustAnchor"],
];

/** What callers rely on beside the town: a firewall, a domain, keys, and an authorizer's rules and secret. */
const besides: Resources = {
  aws_lambda_function: {
    authorizer: {
      environment: [
        {
          variables: {
            RULES: "${aws_dynamodb_table.rules.name}",
            KEY: "${aws_secretsmanager_secret.key.arn}",
          },
        },
      ],
    },
    pets: { function_name: "pets", role: "a", handler: "a.b", filename: "a.zip" },
  },
  aws_dynamodb_table: { rules: { name: "rules", hash_key: "id", billing_mode: "PAY_PER_REQUEST" } },
  aws_secretsmanager_secret: { key: { name: "signing-key" } },
  aws_wafv2_ip_set: { office: { name: "office", scope: "REGIONAL", addresses: ["192.0.2.0/24"] } },
  aws_wafv2_web_acl: {
    w: {
      name: "w",
      scope: "REGIONAL",
      default_action: [{ block: [{}] }],
      rule: [
        {
          name: "a",
          statement: [{ ip_set_reference_statement: [{ arn: "${aws_wafv2_ip_set.office.arn}" }] }],
        },
      ],
    },
  },
  aws_wafv2_web_acl_association: {
    w: { resource_arn: "${aws_api_gateway_stage.live.arn}", web_acl_arn: "${aws_wafv2_web_acl.w.arn}" },
  },
  aws_api_gateway_domain_name: { api: { domain_name: "api.example" } },
  aws_api_gateway_api_key: { partner: { name: "partner" } },
  aws_api_gateway_integration: {
    pets: {
      rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
      resource_id: "${aws_api_gateway_resource._pets.id}",
      http_method: "GET",
      type: "AWS_PROXY",
      uri: "${aws_lambda_function.pets.invoke_arn}",
    },
  },
};

const onBesides: readonly (readonly [action: string, resource?: string])[] = [
  ["lambda:InvokeFunction", "${aws_lambda_function.pets.arn}"],
  ["lambda:InvokeAsync", "${aws_lambda_function.pets.arn}"],
  ["dynamodb:PutItem", "${aws_dynamodb_table.rules.arn}"],
  ["secretsmanager:GetSecretValue", "${aws_secretsmanager_secret.key.arn}"],
  ["wafv2:UpdateWebACL"],
  ["wafv2:UpdateIPSet"],
  ["wafv2:AssociateWebACL"],
  ["apigateway:PATCH", "arn:aws:apigateway:us-east-1::/domainnames/*"],
  ["apigateway:GET", "arn:aws:apigateway:us-east-1::/apikeys/*"],
  ["apigateway:POST", "arn:aws:apigateway:us-east-1::/apikeys"],
  ["apigateway:POST", "arn:aws:apigateway:us-east-1::/usageplans/*/keys"],
];

/** The policy of the role `ci` with an expression that is known after apply, or of which it is not known how many there are. */
const made = (policy: string, more: object = {}): Resources => ({
  aws_iam_role_policy: { ci: { policy, ...more } },
});
const encoded = (statement: string) => `\${jsonencode({Version = "2012-10-17", Statement = [${statement}]})}`;
const on = (resource: string, action = "execute-api:Invoke") =>
  encoded(`{Effect = "Allow", Action = "${action}", Resource = "arn:aws:execute-api:*:*:\${${resource}}"}`);

const unknownTexts: TrustCases = Object.fromEntries(
  Object.entries({
    "a policy that is made of another unknown value": ["${random_id.a.hex}", "${random_id.b.hex}", true],
    "a policy with another unknown action": [
      encoded('{Effect = "Allow", Action = random_id.a.hex, Resource = "*"}'),
      encoded('{Effect = "Allow", Action = random_id.b.hex, Resource = "*"}'),
      true,
    ],
    "a policy with another unknown resource": [on("random_id.a.hex"), on("random_id.b.hex"), true],
    "a policy with another unknown resource of an action that changes nothing": [
      on("random_id.a.hex", "logs:PutLogEvents"),
      on("random_id.b.hex", "logs:PutLogEvents"),
      false,
    ],
    "a policy of the same unknown value": ["${random_id.a.hex}", "${random_id.a.hex}", false],
  } as const).map(([name, [before, after, differs]]) => [
    name,
    { base: made(before), head: made(after), says: differs ? ["undecided aws_iam_role_policy.ci"] : [] },
  ]),
);

export const rights: TrustCases = {
  ...Object.fromEntries(
    actions.map(([action, resource]) => [`${action} on ${resource ?? "all"}`, gains(action, resource)]),
  ),
  ...Object.fromEntries(
    onBesides.map(([action, resource]) => [
      `${action} on ${resource ?? "all"}, beside the town`,
      changed(besides, ci(may(action, resource)), "other aws_iam_role_policy.ci"),
    ]),
  ),
  "an action on what no caller relies on": changed(
    besides,
    ci(may(["dynamodb:PutItem"], "arn:aws:dynamodb:us-east-1:123456789012:table/orders")),
  ),
  "reading what the API is": changed(
    besides,
    ci(may("apigateway:GET", "arn:aws:apigateway:us-east-1::/restapis/*")),
  ),
  "all but what is listed": {
    head: ci({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
    says: ["other aws_iam_role_policy.ci"],
  },
  "a right on one more function": {
    base: ci(may("lambda:UpdateFunctionCode", "${aws_lambda_function.trigger.arn}")),
    head: ci(may("lambda:UpdateFunctionCode", "arn:aws:lambda:us-east-1:123456789012:function:*")),
    says: ["other aws_iam_role_policy.ci"],
  },
  "a right that is taken away": {
    base: ci(may(["lambda:UpdateFunctionCode", "apigateway:PATCH"])),
    head: ci(may("apigateway:PATCH")),
    says: ["narrower aws_iam_role_policy.ci"],
  },
  "a condition that is gone": {
    base: ci(
      may("lambda:UpdateFunctionCode", GATE, {
        Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
      }),
    ),
    head: ci(may("lambda:UpdateFunctionCode", GATE)),
    says: ["other aws_iam_role_policy.ci"],
  },
  "a Deny that is gone": {
    base: ci(may("lambda:*"), { Effect: "Deny", Action: "lambda:Update*", Resource: GATE }),
    head: ci(may("lambda:*")),
    says: ["other aws_iam_role_policy.ci"],
  },
  "a boundary that is gone": {
    base: { ...ci(may("lambda:*")), ...limited([may("logs:*")]) },
    head: {
      ...ci(may("lambda:*")),
      aws_iam_policy: { limit: { name: "limit", policy: text([may("logs:*")]) } },
    },
    says: ["other aws_iam_role.ci permissions_boundary"],
  },
  "a policy that AWS manages": {
    head: {
      aws_iam_role_policy_attachment: {
        ci: { role: "${aws_iam_role.ci.name}", policy_arn: "arn:aws:iam::aws:policy/AWSLambda_FullAccess" },
      },
    },
    says: ["other aws_iam_role_policy_attachment.ci"],
  },
  "a policy whose text is not known": {
    head: {
      aws_iam_role_policy_attachment: {
        ci: { role: "${aws_iam_role.ci.name}", policy_arn: "arn:aws:iam::aws:policy/Surprise" },
      },
    },
    says: ["undecided aws_iam_role_policy_attachment.ci"],
  },
  ...unknownTexts,
  "the text of a policy of which it is not known whether it is there": {
    base: made(text([may("s3:Get*")]), { count: "${random_id.a.dec}" }),
    head: made(text([may("iam:*")]), { count: "${random_id.a.dec}" }),
    says: ["undecided aws_iam_role_policy.ci[?]"],
  },
  "the same right in another policy": {
    base: ci(may("lambda:UpdateFunctionCode")),
    head: {
      ...ci(may("logs:*")),
      aws_iam_policy: { deploy: { name: "deploy", policy: text([may("lambda:UpdateFunctionCode")]) } },
      aws_iam_role_policy_attachment: {
        ci: { role: "${aws_iam_role.ci.name}", policy_arn: "${aws_iam_policy.deploy.arn}" },
      },
    },
    says: [],
  },
};
