import { keyOf, type Plain } from "../compare/plain";
import type { Estate, Owned } from "../estate";
import type { Reliance } from "../reliance";
import { CHANGING, type Changed } from "./actions";

/** Something whose change changes who may call: its address, and the ARNs by which policies name it. */
export interface Target {
  readonly address: string;
  readonly actions: readonly string[];
  readonly arns: readonly string[];
}

/** Where the resources are. */
export interface Home {
  readonly region: string;
  readonly accountId: string;
}

/** What a resource type is to rights, the ARNs of a resource, and whether one counts that nothing relies on. */
interface TargetType {
  readonly is: Changed;
  readonly arns: (plain: Owned["plain"], home: Home) => readonly (string | undefined)[];
  readonly always?: true;
}

const FUNCTION = /arn:aws[\w-]*:lambda:[\w-]+:\d+:function:[\w-]+/g;

const byArn = ({ arn }: Owned["plain"]) => [text(arn)];

const TYPES: Readonly<Record<string, TargetType>> = {
  aws_lambda_function: { is: "function", arns: byArn },
  aws_api_gateway_rest_api: {
    is: "rest-api",
    arns: ({ id }, { region }) =>
      ["", "/authorizers/a", "/resources/r/methods/GET", "/stages/s"].map(
        (part) => `arn:aws:apigateway:${region}::/restapis/${text(id) ?? "a"}${part}`,
      ),
  },
  aws_apigatewayv2_api: {
    is: "http-api",
    arns: ({ id }, { region }) =>
      ["", "/authorizers/a", "/routes/r"].map(
        (part) => `arn:aws:apigateway:${region}::/apis/${text(id) ?? "a"}${part}`,
      ),
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
};

/** Arguments of APIs' integrations that name the function behind a route. */
const HANDLERS: Readonly<Record<string, string>> = {
  aws_api_gateway_integration: "uri",
  aws_apigatewayv2_integration: "integration_uri",
};

/** ARNs in texts, of what is made elsewhere. */
const ELSEWHERE: readonly { readonly is: Changed; readonly arn: RegExp }[] = [
  { is: "oidc-provider", arn: /arn:aws[\w-]*:iam::\d+:oidc-provider\/[\w./-]+/g },
  { is: "saml-provider", arn: /arn:aws[\w-]*:iam::\d+:saml-provider\/[\w./-]+/g },
  { is: "user-pool", arn: /arn:aws[\w-]*:cognito-idp:[\w-]+:\d+:userpool\/\w+/g },
  { is: "function", arn: FUNCTION },
];

/** Principals that this Terraform may not make, and that IAM lets anyone with the right make or become. */
const ANY: readonly Target[] = [
  { address: "any IAM user", actions: CHANGING.user, arns: ["arn:aws:iam::a:user/any"] },
  { address: "any IAM group", actions: CHANGING.group, arns: ["arn:aws:iam::a:group/any"] },
  {
    address: "any OpenID Connect provider",
    actions: CHANGING["oidc-provider"],
    arns: ["arn:aws:iam::a:oidc-provider/any"],
  },
  {
    address: "any SAML provider",
    actions: CHANGING["saml-provider"],
    arns: ["arn:aws:iam::a:saml-provider/any"],
  },
];

/** Everything whose change would change who may call. */
export function targetsOf(estate: Estate, reliance: Reliance, home: Home): readonly Target[] {
  const relied = estate.resources.flatMap((resource) => {
    const { address, plain } = resource;
    const type = TYPES[resource.type];
    const isRelied = reliance.has(address);
    const arns = type?.arns(plain, home) ?? [];
    const own = [
      ...(type && (type.always || isRelied) ? [targetOf(address, type.is, arns)] : []),
      ...(resource.type === "aws_iam_role" && isRelied ? [targetOf(address, "relied-role", arns)] : []),
    ];
    return isRelied ? [...own, ...codeOf(resource), ...namedBy(resource, estate, home)] : own;
  });
  const handlers = Object.entries(HANDLERS).flatMap(([type, argument]) =>
    estate.ofType(type).flatMap(({ address, plain }) => {
      const own = estate.mentioned(plain[argument], ["aws_lambda_function"]);
      if (own.length > 0)
        return own.map((lambda) => targetOf(lambda.address, "handler", byArn(lambda.plain)));
      return matched(plain[argument], FUNCTION).map((arn) => targetOf(address, "handler", [arn]));
    }),
  );
  return [...relied, ...handlers, ...ANY];
}

/** What a resource relies on and this Terraform does not make, by the ARNs in its arguments. */
function namedBy(
  { address, plain, type }: Owned,
  estate: Estate,
  { accountId, region }: Home,
): readonly Target[] {
  if (type in HANDLERS || type === "aws_lambda_permission") return [];
  const texts = Object.values(plain)
    .map((value) => keyOf(value))
    .join(" ");
  const named = ELSEWHERE.flatMap(({ arn, is }) =>
    matched(texts, arn).flatMap((found) => (estate.addressOf(found) ? [] : [targetOf(address, is, [found])])),
  );
  if (type !== "aws_lambda_function") return named;
  const parameters = [...keyOf(plain.environment).matchAll(/"(\/[\w./-]+)"/g)].map(
    ([, name]) => `arn:aws:ssm:${region}:${accountId}:parameter${name}`,
  );
  return parameters.length === 0 ? named : [...named, targetOf(address, "parameter", parameters)];
}

function matched(value: Plain | undefined, arn: RegExp): readonly string[] {
  return typeof value === "string" ? [...new Set([...value.matchAll(arn)].map(([found]) => found))] : [];
}

/** The object or image that a function's code is taken from. */
function codeOf({ address, plain, type }: Owned): readonly Target[] {
  if (type !== "aws_lambda_function" && type !== "aws_lambda_layer_version") return [];
  const [bucket, key, image] = [text(plain.s3_bucket), text(plain.s3_key), text(plain.image_uri)];
  const [, account, region, name] =
    /^(\d{12})\.dkr\.ecr\.([\w-]+)\.amazonaws\.com\/([^:@]+)/.exec(image ?? "") ?? [];
  return [
    ...(bucket
      ? [targetOf(address, "code-object", [`arn:aws:s3:::${bucket}/${key ?? "k"}`, `arn:aws:s3:::${bucket}`])]
      : []),
    ...(name ? [targetOf(address, "image", [`arn:aws:ecr:${region}:${account}:repository/${name}`])] : []),
  ];
}

function targetOf(address: string, is: Changed, arns: readonly (string | undefined)[]): Target {
  return { address, actions: CHANGING[is], arns: arns.filter((arn) => arn !== undefined) };
}

function text(value: Plain | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
