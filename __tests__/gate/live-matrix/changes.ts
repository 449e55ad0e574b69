/** Single changes of the pet store's Terraform, each of which may change who can call what. */

import type { Body, Change } from "./change";
import { POLICIES, RESOURCE_POLICIES } from "./policy-changes";

const method = (name: string, values: Body): Change["make"] => {
  return ({ find }) => {
    const body = find("aws_api_gateway_method", `api_${name}_method`);
    for (const [key, value] of Object.entries(values))
      if (value === undefined) delete body[key];
      else body[key] = value;
  };
};
const lock = (authorization: string, authorizer?: string, scopes?: readonly string[]): Body => ({
  authorization,
  authorizer_id: authorizer && `\${aws_api_gateway_authorizer.${authorizer}.id}`,
  authorization_scopes: scopes,
});
const OPEN = lock("NONE");
const IAM = lock("AWS_IAM");
const ID_TOKEN = lock("COGNITO_USER_POOLS", "api_cognito_id-tokens");
const JWT = lock("CUSTOM", "api_jwt_authorizer");
const accessToken = (...scopes: string[]) => lock("COGNITO_USER_POOLS", "api_cognito_access-tokens", scopes);

const set = (type: string, name: string, values: Body): Change["make"] => {
  return ({ find }) => void Object.assign(find(type, name), values);
};
const authorizerVariable = (name: string, value: string): Change["make"] => {
  return ({ find }) => {
    const { variables } = find("aws_lambda_function", "authorizer_function").environment as {
      variables: Body;
    };
    variables[name] = value;
  };
};
const changed = (text: unknown, from: string, to: string): string => {
  const after = (text as string).replaceAll(from, to);
  if (after === text) throw new Error(`${from} is not in ${text}`);
  return after;
};
const trust = (role: string, from: string, to: string): Change["make"] => {
  return ({ find }) => {
    const body = find("aws_iam_role", role);
    body.assume_role_policy = changed(body.assume_role_policy, from, to);
  };
};
const POOL = "${aws_cognito_identity_pool.identities_pool.id}";

const LOCKS: readonly Change[] = [
  { name: "POST /pets is open", make: method("POST_pets", OPEN) },
  { name: "GET /products is open", make: method("GET_products", OPEN) },
  { name: "GET /partner/pets is open", make: method("GET_partner_pets", OPEN) },
  { name: "GET /health asks for a signature", make: method("GET_health", IAM) },
  { name: "GET /products asks for a signature", make: method("GET_products", IAM) },
  { name: "POST /partner/pets asks for a signature", make: method("POST_partner_pets", IAM) },
  { name: "GET /pets asks for an ID token", make: method("GET_pets", ID_TOKEN) },
  { name: "GET /health asks for an ID token", make: method("GET_health", ID_TOKEN) },
  { name: "GET /partner/pets asks for an ID token", make: method("GET_partner_pets", ID_TOKEN) },
  { name: "GET /pets asks for a scope", make: method("GET_pets", accessToken("petstore/user")) },
  { name: "GET /account asks for a scope", make: method("GET_account", accessToken("petstore/admin")) },
  { name: "GET /account asks for a third party's token", make: method("GET_account", JWT) },
  { name: "GET /health asks for a third party's token", make: method("GET_health", JWT) },
  { name: "POST /pets asks for a third party's token", make: method("POST_pets", JWT) },
  { name: "GET /pets asks for an API key too", make: method("GET_pets", { api_key_required: true }) },
  { name: "GET /health asks for an API key alone", make: method("GET_health", { api_key_required: true }) },
  { name: "GET /products asks for an API key too", make: method("GET_products", { api_key_required: true }) },
  {
    name: "GET /partner/pets asks for an API key too",
    make: method("GET_partner_pets", { api_key_required: true }),
  },
  { name: "GET /inventory asks for no API key", make: method("GET_inventory", { api_key_required: false }) },
];

const SCOPES: readonly Change[] = [
  {
    name: "POST /products takes a second scope",
    make: method("POST_products", accessToken("petstore/admin", "petstore/user")),
  },
  { name: "GET /products takes one scope less", make: method("GET_products", accessToken("petstore/admin")) },
  { name: "GET /products takes no scope", make: method("GET_products", accessToken()) },
  {
    name: "GET /products takes a scope that no token has",
    make: method("GET_products", accessToken("petstore/none")),
  },
  {
    name: "GET /products takes a scope of every user",
    make: method("GET_products", accessToken("aws.cognito.signin.user.admin")),
  },
];

const ROLES: readonly Change[] = [
  {
    name: "users get the administrators' role",
    make: set("aws_cognito_user_group", "identities_group-user", {
      role_arn: "${aws_iam_role.identities_role-admin.arn}",
    }),
  },
  {
    name: "administrators get the users' role",
    make: set("aws_cognito_user_group", "identities_group-admin", {
      role_arn: "${aws_iam_role.identities_role-user.arn}",
    }),
  },
  {
    name: "the users' group has no role",
    make: ({ find }) => {
      delete find("aws_cognito_user_group", "identities_group-user").role_arn;
    },
  },
  {
    name: "the users' group comes before the administrators'",
    make: set("aws_cognito_user_group", "identities_group-user", { precedence: 0 }),
  },
  {
    name: "the users' role trusts another identity pool",
    make: trust("identities_role-user", POOL, "us-east-1:00000000-0000-0000-0000-000000000000"),
  },
  {
    name: "the users' role trusts guests only",
    make: trust("identities_role-user", '"authenticated"', '"unauthenticated"'),
  },
  {
    name: "users without a role get that of all signed-in users",
    make: ({ find }) => {
      for (const mapping of find("aws_cognito_identity_pool_roles_attachment", "identities_roles")
        .role_mapping as Body[])
        mapping.ambiguous_role_resolution = "AuthenticatedRole";
    },
  },
  {
    name: "roles are not taken from tokens",
    make: ({ find }) => {
      delete find("aws_cognito_identity_pool_roles_attachment", "identities_roles").role_mapping;
    },
  },
];

const AUTHORIZERS: readonly Change[] = [
  {
    name: "ID tokens must be of another pool",
    elsewhere: ["pool:us-east-1_Other1234"],
    make: set("aws_api_gateway_authorizer", "api_cognito_id-tokens", {
      provider_arns: ["arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Other1234"],
    }),
  },
  {
    name: "ID tokens must be for another client",
    make: set("aws_api_gateway_authorizer", "api_cognito_id-tokens", {
      identity_validation_expression: "^another$",
    }),
  },
  {
    name: "third parties' tokens are of another issuer",
    make: authorizerVariable("ISSUER", "https://other.example.com/"),
  },
  {
    name: "third parties' tokens are not kept",
    make: set("aws_api_gateway_authorizer", "api_jwt_authorizer", { authorizer_result_ttl_in_seconds: 0 }),
  },
  {
    name: "no function turns groups into scopes",
    make: ({ find }) => {
      delete find("aws_cognito_user_pool", "users_pool").lambda_config;
    },
  },
];

export const CHANGES: readonly Change[] = [
  ...LOCKS,
  ...SCOPES,
  ...POLICIES,
  ...ROLES,
  ...AUTHORIZERS,
  ...RESOURCE_POLICIES,
];
