/** Single changes of the pet store's Terraform, each of which may change who can call what. */

type Body = Record<string, unknown>;

/** The Terraform's resources, of all stacks. */
export interface Resources {
  /** The body of a resource, to be changed. @throws Error where there is none */
  find(type: string, name: string): Body;
  remove(type: string, name: string): void;
  /** Adds a resource to the stack of another one. */
  add(beside: readonly [type: string, name: string], type: string, name: string, body: Body): void;
}

export interface Change {
  readonly name: string;
  readonly make: (resources: Resources) => void;
  /** Principals of the matrix who are not of this Terraform: no client of the gate can be them. @default none */
  readonly elsewhere?: readonly string[];
}

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

interface Statement {
  Effect: string;
  Action: unknown;
  Resource?: unknown;
  [key: string]: unknown;
}

/** Changes the policy of a role: `user` → aws_iam_role_policy.policies_user. */
const policy = (name: string, change: (statement: Statement, all: Statement[]) => void): Change["make"] => {
  return ({ find }) => {
    const body = find("aws_iam_role_policy", `policies_${name}`);
    const document = JSON.parse(body.policy as string) as { Statement: Statement[] };
    change(document.Statement[0] as Statement, document.Statement);
    body.policy = JSON.stringify(document);
  };
};
/** The ARN of the API in a statement, with another end: `/dev/GET/pets`. */
const ending = (statement: Statement, end: string): string => {
  const [first = ""] = statement.Resource as string[];
  return first.replace(/\/dev\/.*$/, end);
};
const changed = (text: unknown, from: string, to: string): string => {
  const after = (text as string).replaceAll(from, to);
  if (after === text) throw new Error(`${from} is not in ${text}`);
  return after;
};
const resourcePolicy = (...statements: Statement[]): Change["make"] => {
  return ({ add }) =>
    add(["aws_api_gateway_rest_api", "api_rest-api"], "aws_api_gateway_rest_api_policy", "policy", {
      rest_api_id: "${aws_api_gateway_rest_api.api_rest-api.id}",
      policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
    });
};
const resource = (Effect: string, Resource: string, more: Body = {}): Statement => ({
  Effect,
  Principal: "*",
  Action: "execute-api:Invoke",
  Resource,
  ...more,
});
const EVERYONE = resource("Allow", "execute-api:/*");
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

const POLICIES: readonly Change[] = [
  {
    name: "users may delete a pet, and not read it",
    make: policy("user", (one) => {
      one.Resource = (one.Resource as string[]).map((arn) => arn.replace("/GET/pets/*", "/DELETE/pets/*"));
    }),
  },
  {
    name: "users may add pets",
    make: policy("user", (one) => {
      (one.Resource as string[]).push(ending(one, "/dev/POST/pets"));
    }),
  },
  {
    name: "users may call every method",
    make: policy("user", (one) => {
      one.Resource = ending(one, "/*");
    }),
  },
  {
    name: "users may do anything anywhere",
    make: policy("user", (one) => {
      one.Action = "*";
      one.Resource = "*";
    }),
  },
  {
    name: "users are denied a method",
    make: policy("user", (one, all) => {
      all.push({ Effect: "Deny", Action: "execute-api:*", Resource: ending(one, "/dev/GET/pets") });
    }),
  },
  {
    name: "users may manage connections only",
    make: policy("user", (one) => {
      one.Action = "execute-api:ManageConnections";
    }),
  },
  {
    name: "users may call another stage",
    make: policy("user", (one) => {
      one.Resource = ending(one, "/prod/*");
    }),
  },
  {
    name: "users may call another API",
    make: policy("user", (one) => {
      one.Resource = "arn:aws:execute-api:us-east-1:123456789012:abcdefghij/*";
    }),
  },
  {
    name: "users may call a verb in lower case",
    make: policy("user", (one) => {
      one.Resource = ending(one, "/dev/get/pets");
    }),
  },
  {
    name: "users may call all but one method",
    make: policy("user", (one) => {
      one.NotResource = ending(one, "/dev/DELETE/*");
      delete one.Resource;
    }),
  },
  {
    name: "users may call over TLS only",
    make: policy("user", (one) => {
      one.Condition = { Bool: { "aws:SecureTransport": "true" } };
    }),
  },
  {
    name: "users may call until a day that is past",
    make: policy("user", (one) => {
      one.Condition = { DateLessThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } };
    }),
  },
  {
    name: "administrators are denied to delete",
    make: policy("admin", (one, all) => {
      all.push({ Effect: "Deny", Action: "execute-api:Invoke", Resource: ending(one, "/*/DELETE/*") });
    }),
  },
  {
    name: "administrators have no policy",
    make: ({ remove }) => remove("aws_iam_role_policy", "policies_admin"),
  },
  {
    name: "the warehouse may read pets",
    make: policy("warehouse", (one) => {
      (one.Resource as string[]).push(ending(one, "/dev/GET/pets"));
    }),
  },
  {
    name: "the warehouse may call all paths below",
    make: policy("warehouse", (one) => {
      one.Resource = ending(one, "/dev/GET/*");
    }),
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

const RESOURCE_POLICIES: readonly Change[] = [
  { name: "the API admits everyone", elsewhere: ["iam:*"], make: resourcePolicy(EVERYONE) },
  { name: "the API denies everyone", make: resourcePolicy(resource("Deny", "execute-api:/*")) },
  {
    name: "the API denies a verb",
    elsewhere: ["iam:*"],
    make: resourcePolicy(EVERYONE, resource("Deny", "execute-api:/*/POST/*")),
  },
  {
    name: "the API denies a path",
    elsewhere: ["iam:*"],
    make: resourcePolicy(EVERYONE, resource("Deny", "execute-api:/dev/GET/products")),
  },
  {
    name: "the API admits reading only",
    elsewhere: ["iam:*"],
    make: resourcePolicy(resource("Allow", "execute-api:/*/GET/*")),
  },
  {
    name: "the API admits another stage only",
    make: resourcePolicy(resource("Allow", "execute-api:/prod/*")),
  },
  {
    name: "the API denies addresses of this machine",
    elsewhere: ["iam:*"],
    make: resourcePolicy(
      EVERYONE,
      resource("Deny", "execute-api:/*", { Condition: { IpAddress: { "aws:SourceIp": "127.0.0.0/8" } } }),
    ),
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
