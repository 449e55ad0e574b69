import { isPlainRecord, keyOf, listOf, type Plain } from "../compare/plain";
import type { Estate, Owned } from "../estate";
import type { Reliance } from "../reliance";
import { isSecretName } from "../secret-names";
import { namedIn, textsByStage } from "../stage-variables";
import { CHANGING, type Changed } from "./actions";
import { type Home, TYPES, text } from "./target-types";

/** Something whose change changes who may call: its address, and the ARNs by which policies name it. */
export interface Target {
  readonly address: string;
  readonly actions: readonly string[];
  readonly arns: readonly string[];
}

/** Not where its name has an unknown part. */
const FUNCTION = /arn:aws[\w-]*:lambda:[\w-]+:\d+:function:[\w-]+(?![\w$*-])/g;

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
  {
    address: "any trust anchor of IAM Roles Anywhere",
    actions: CHANGING["trust-anchor"],
    arns: ["arn:aws:rolesanywhere:r:a:trust-anchor/any", "arn:aws:rolesanywhere:r:a:profile/any"],
  },
];

/** Keys that this Terraform does not make, where a route asks for one. */
function anyKey(estate: Estate, { region }: Home): readonly Target[] {
  const isAsked = estate
    .ofType("aws_api_gateway_method")
    .some(({ plain }) => plain.api_key_required === "true");
  if (!isAsked) return [];
  const arns = ["/apikeys", "/apikeys/any", "/usageplans/any", "/usageplans/any/keys"].map(
    (path) => `arn:aws:apigateway:${region}::${path}`,
  );
  return [{ address: "any API key", actions: CHANGING["api-key"], arns }];
}

/** What else resources are where callers rely on them: something to take, or to read a secret from. */
const RELIED: readonly {
  readonly type: string;
  readonly is: Changed;
  readonly when: (plain: Owned["plain"]) => boolean;
}[] = [
  { type: "aws_iam_role", is: "relied-role", when: () => true },
  { type: "aws_lambda_function", is: "secret-function", when: holdsSecret },
  { type: "aws_ssm_parameter", is: "secret-parameter", when: ({ type }) => type === "SecureString" },
];

/** Whether a setting of a function is a secret by its name. */
function holdsSecret({ environment }: Owned["plain"]): boolean {
  const blocks = isPlainRecord(environment) ? [environment] : listOf(environment);
  return blocks.some(
    (block) =>
      isPlainRecord(block) &&
      isPlainRecord(block.variables) &&
      Object.keys(block.variables).some(isSecretName),
  );
}

/** Everything whose change would change who may call. */
export function targetsOf(estate: Estate, reliance: Reliance, home: Home): readonly Target[] {
  const relied = estate.resources.flatMap((resource) => {
    const { address, plain } = resource;
    const type = TYPES[resource.type];
    const isRelied = reliance.has(address);
    const arns = type?.arns(plain, home) ?? [];
    const own = [
      ...(type && (type.always || isRelied) ? [targetOf(address, type.is, arns)] : []),
      ...RELIED.filter(({ type: of, when }) => isRelied && of === resource.type && when(plain)).map(
        ({ is }) => targetOf(address, is, arns),
      ),
    ];
    return isRelied ? [...own, ...codeOf(resource), ...namedBy(resource, estate, home)] : own;
  });
  const locked = lockedIntegrations(estate);
  const handlers = Object.entries(HANDLERS).flatMap(([type, argument]) =>
    estate.ofType(type).flatMap((integration) => {
      const { address, plain } = integration;
      const uris = textsByStage(integration, argument, estate) ?? [plain[argument]];
      const kinds: readonly Changed[] = locked.has(integration) ? ["handler", "locked-handler"] : ["handler"];
      const own = namedIn(integration, argument, ["aws_lambda_function"], estate);
      return kinds.flatMap((is) =>
        own.length > 0
          ? own.map((lambda) => targetOf(lambda.address, is, [text(lambda.plain.arn)]))
          : uris.flatMap((uri) => matched(uri, FUNCTION)).map((arn) => targetOf(address, is, [arn])),
      );
    }),
  );
  return [...relied, ...handlers, ...ANY, ...anyKey(estate, home)];
}

/** Integrations to which a route with a lock leads: who invokes the function goes around the lock. */
function lockedIntegrations(estate: Estate): ReadonlySet<Owned> {
  const place = ({ plain }: Owned) => keyOf([plain.resource_id ?? "", plain.http_method ?? ""]);
  const methods = estate
    .ofType("aws_api_gateway_method")
    .filter(({ plain }) => plain.authorization !== "NONE");
  const places = new Set(methods.map(place));
  const routes = estate
    .ofType("aws_apigatewayv2_route")
    .filter(({ plain }) => (plain.authorization_type ?? "NONE") !== "NONE");
  return new Set([
    ...estate.ofType("aws_api_gateway_integration").filter((one) => places.has(place(one))),
    ...routes.flatMap(({ plain }) => estate.mentioned(plain.target, ["aws_apigatewayv2_integration"])),
  ]);
}

/** What a resource relies on and this Terraform does not make, by the ARNs in its arguments. */
function namedBy(resource: Owned, estate: Estate, { accountId, region }: Home): readonly Target[] {
  const { address, plain, type } = resource;
  if (type in HANDLERS || type === "aws_lambda_permission") return [];
  const texts = Object.entries(plain)
    .map(([argument, value]) => keyOf(textsByStage(resource, argument, estate) ?? value))
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
