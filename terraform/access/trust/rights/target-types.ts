import type { Plain } from "../compare/plain";
import type { Owned } from "../estate";
import type { Changed } from "./actions";

/** Where the resources are. */
export interface Home {
  readonly region: string;
  readonly accountId: string;
}

/** What a resource type is to rights, the ARNs of a resource, and whether one counts that nothing relies on. */
export interface TargetType {
  readonly is: Changed;
  readonly arns: (plain: Owned["plain"], home: Home) => readonly (string | undefined)[];
  readonly always?: true;
}

const byArn = ({ arn }: Owned["plain"]) => [text(arn)];

/** Of a domain, and of what takes its paths to APIs. */
function ofDomain({ domain_name: name }: Owned["plain"], { region }: Home): readonly string[] {
  return ["", "/apimappings", "/basepathmappings"].map(
    (part) => `arn:aws:apigateway:${region}::/domainnames/${text(name) ?? "d"}${part}`,
  );
}

function ofFirewall(part: string): TargetType["arns"] {
  return ({ name }, { accountId, region }) => [
    `arn:aws:wafv2:${region}:${accountId}:regional/${part}/${text(name) ?? "n"}/i`,
  ];
}

/** By type. */
export const TYPES: Readonly<Record<string, TargetType>> = {
  aws_lambda_function: { is: "function", arns: byArn },
  aws_api_gateway_rest_api: {
    is: "rest-api",
    arns: ({ id }, { region }) =>
      [
        "",
        "/authorizers",
        "/authorizers/a",
        "/deployments",
        "/resources",
        "/resources/r",
        "/resources/r/methods/GET",
        "/resources/r/methods/GET/integration",
        "/stages/s",
      ].map((part) => `arn:aws:apigateway:${region}::/restapis/${text(id) ?? "a"}${part}`),
  },
  aws_apigatewayv2_api: {
    is: "http-api",
    arns: ({ id }, { region }) =>
      [
        "",
        "/authorizers",
        "/authorizers/a",
        "/integrations",
        "/integrations/i",
        "/routes",
        "/routes/r",
        "/stages/s",
      ].map((part) => `arn:aws:apigateway:${region}::/apis/${text(id) ?? "a"}${part}`),
  },
  aws_api_gateway_stage: {
    is: "stage",
    arns: ({ rest_api_id, stage_name }, { region }) => [
      `arn:aws:apigateway:${region}::/restapis/${text(rest_api_id) ?? "a"}/stages/${text(stage_name) ?? "s"}`,
    ],
  },
  aws_cognito_user_pool: { is: "user-pool", arns: byArn },
  aws_cognito_identity_pool: { is: "identity-pool", arns: byArn },
  aws_iam_role: { is: "role", arns: byArn, always: true },
  aws_iam_user: { is: "user", arns: byArn, always: true },
  aws_iam_group: { is: "group", arns: byArn, always: true },
  aws_iam_policy: { is: "policy", arns: byArn, always: true },
  aws_iam_openid_connect_provider: { is: "oidc-provider", arns: byArn },
  aws_iam_saml_provider: { is: "saml-provider", arns: byArn },
  aws_ecr_repository: {
    is: "image",
    arns: ({ name }, { accountId, region }) => [
      `arn:aws:ecr:${region}:${accountId}:repository/${text(name)}`,
    ],
  },
  aws_ssm_parameter: {
    is: "parameter",
    arns: ({ name }, { accountId, region }) => [
      `arn:aws:ssm:${region}:${accountId}:parameter/${text(name)?.replace(/^\//, "")}`,
    ],
  },
  aws_secretsmanager_secret: {
    is: "secret",
    arns: ({ name }, { accountId, region }) => [
      `arn:aws:secretsmanager:${region}:${accountId}:secret:${text(name)}-AbCdEf`,
    ],
  },
  aws_api_gateway_api_key: {
    is: "api-key",
    arns: ({ id }, { region }) =>
      ["/apikeys", `/apikeys/${text(id) ?? "k"}`, "/usageplans/u", "/usageplans/u/keys"].map(
        (path) => `arn:aws:apigateway:${region}::${path}`,
      ),
  },
  aws_api_gateway_domain_name: { is: "domain", arns: ofDomain },
  aws_apigatewayv2_domain_name: { is: "domain", arns: ofDomain },
  aws_wafv2_web_acl: { is: "web-acl", arns: ofFirewall("webacl") },
  aws_wafv2_ip_set: { is: "ip-set", arns: ofFirewall("ipset") },
  aws_wafv2_regex_pattern_set: { is: "pattern-set", arns: ofFirewall("regexpatternset") },
  aws_wafv2_rule_group: { is: "rule-group", arns: ofFirewall("rulegroup") },
  aws_s3_bucket: {
    is: "code-object",
    arns: ({ bucket }) =>
      text(bucket) ? [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/k`] : ["arn:aws:s3:::b/k"],
  },
  aws_dynamodb_table: {
    is: "table",
    arns: ({ name }, { accountId, region }) => [
      `arn:aws:dynamodb:${region}:${accountId}:table/${text(name)}`,
    ],
  },
  aws_kms_key: {
    is: "key",
    arns: (_, { accountId, region }) => [`arn:aws:kms:${region}:${accountId}:key/k`],
  },
  aws_verifiedpermissions_policy_store: {
    is: "policy-store",
    arns: (_, { accountId }) => [`arn:aws:verifiedpermissions::${accountId}:policy-store/p`],
  },
};

export function text(value: Plain | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
