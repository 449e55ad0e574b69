import { trustChanges } from "../../../../terraform/access/trust";
import { readModel } from "../../../../terraform/read";
import { resolveTerraform } from "../../../../terraform/sources";
import { merged, type Resources, text } from "../../build/people";
import { allow, shopDocument } from "../../build/shop";

/** One change of trust: what one side has over the town, or both, and what is said of it. */
export interface TrustCase {
  readonly base?: Resources;
  readonly head?: Resources;
  /** `other aws_iam_role.partner assume_role_policy`, all of what is said; without the stack's name. */
  readonly says: readonly string[];
}

/** By the case's name. */
export type TrustCases = Readonly<Record<string, TrustCase>>;

const GITHUB = "token.actions.githubusercontent.com";

/** A trust policy of one statement. */
export const trusting = (principal: unknown, more: object = {}): string =>
  text([{ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", ...more }]);

/** The trust of workflows of one repository, with these conditions. */
export const workflows = (condition: object): string =>
  trusting(
    { Federated: "${aws_iam_openid_connect_provider.github.arn}" },
    { Action: "sts:AssumeRoleWithWebIdentity", Condition: condition },
  );

export const MAIN = {
  StringEquals: {
    [`${GITHUB}:sub`]: "repo:acme/shop:ref:refs/heads/main",
    [`${GITHUB}:aud`]: "sts.amazonaws.com",
  },
};

/** The right to call, of a role. */
const calling = (role: string) => ({
  name: "call",
  role: `\${aws_iam_role.${role}.name}`,
  policy: text([allow("GET/pets")]),
});

export const POOL = "${aws_cognito_user_pool.people.id}";

/** The shop with somebody of every kind that vouches for callers. */
const town: Resources = {
  // Their attributes are known after apply.
  random_id: { a: { byte_length: 4 }, b: { byte_length: 8 } },
  aws_lambda_function: {
    authorizer: {
      handler: "index.handler",
      layers: ["${aws_lambda_layer_version.jose.arn}"],
      source_code_hash: "aaaa",
      environment: [
        { variables: { ISSUER: "https://a.example/", JWKS_URL: "https://a.example/keys", AUDIENCE: "shop" } },
      ],
    },
  },
  aws_lambda_layer_version: { jose: { layer_name: "jose", filename: "jose.zip", source_code_hash: "bbbb" } },
  aws_cognito_user_pool: {
    people: {
      mfa_configuration: "OPTIONAL",
      admin_create_user_config: [{ allow_admin_create_user_only: true }],
      lambda_config: [{ pre_sign_up: "${aws_lambda_function.trigger.arn}" }],
      password_policy: [{ minimum_length: 12 }],
    },
  },
  aws_cognito_user_pool_client: {
    app: { explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"], callback_urls: ["https://shop.example/in"] },
  },
  aws_cognito_identity_provider: {
    corp: {
      user_pool_id: POOL,
      provider_name: "corp",
      provider_type: "OIDC",
      provider_details: { oidc_issuer: "https://corp.example", client_id: "shop" },
      attribute_mapping: { username: "sub" },
    },
  },
  aws_iam_role: {
    partner: {
      name: "partner",
      assume_role_policy: trusting({ AWS: "arn:aws:iam::111122223333:role/batch" }),
    },
    pipeline: { name: "pipeline", assume_role_policy: workflows(MAIN) },
    ci: { name: "ci", assume_role_policy: trusting({ Service: "codebuild.amazonaws.com" }) },
  },
  aws_iam_role_policy: {
    user: calling("user"),
    partner: calling("partner"),
    pipeline: calling("pipeline"),
    ci: {
      name: "ci",
      role: "${aws_iam_role.ci.name}",
      policy: text([allow("*", { Action: "logs:PutLogEvents" })]),
    },
  },
  aws_iam_openid_connect_provider: {
    github: {
      url: `https://${GITHUB}`,
      client_id_list: ["sts.amazonaws.com"],
      thumbprint_list: ["a".repeat(40)],
    },
  },
};

const METHODS = {
  "GET /pets": { authorization: "AWS_IAM" },
  "GET /partner": { authorization: "CUSTOM", authorizer_id: "${aws_api_gateway_authorizer.lambda.id}" },
  "GET /account": {
    authorization: "COGNITO_USER_POOLS",
    authorizer_id: "${aws_api_gateway_authorizer.pool.id}",
  },
};

const sides = new Map<string, ReturnType<typeof read>>();

/** A side of the town with more resources; each is read once. */
function side(resources: Resources) {
  const key = JSON.stringify(resources);
  const known = sides.get(key) ?? read(resources);
  sides.set(key, known);
  return known;
}

function read(resources: Resources) {
  const document = shopDocument(METHODS, merged(town, resources));
  const resolved = resolveTerraform({ kind: "stacks", stacks: [{ name: "shop", document }] });
  return { model: readModel(resolved), resources: resolved.resources };
}

/** The differences of two sides of the town, in all. */
export function differences({ base = {}, head = {} }: Pick<TrustCase, "base" | "head">): readonly string[] {
  const { narrowedTrust, trust, undecided } = trustChanges(side(base), side(head));
  const line = (effect: string, one: { readonly resource: string; readonly argument?: string }) =>
    [effect, one.resource.replace(/^shop\//, ""), one.argument].filter(Boolean).join(" ");
  return [
    ...trust.map((one) => line("other", one)).sort(),
    ...narrowedTrust.map((one) => line("narrower", one)).sort(),
    ...undecided.map((one) => line("undecided", one)).sort(),
  ];
}

/** A change that both sides of a case start from, with what only the new side has. */
export const changed = (base: Resources, head: Resources, ...says: readonly string[]): TrustCase => ({
  base,
  head: merged(base, head),
  says,
});
