import type { Credential } from "../../../cli/client/credential";
import type { ApiFacts, ClientFacts, PoolFacts, RouteFacts } from "../../../cli/client/facts";
import { poolSettings } from "../../terraform/build/user-pool";

/** What a client must know of a pet store that has a route of each kind. */

const ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Pets00001";
const token = { header: "Authorization", issuers: [ISSUER] };

export function route(text: string, credential: Credential, more: Partial<RouteFacts> = {}): RouteFacts {
  const [method = "", path = ""] = text.split(" ");
  return { address: text, method, path, credential, apiKey: false, required: [], bodies: {}, ...more };
}

export const routes: readonly RouteFacts[] = [
  route("GET /health", { kind: "none" }),
  route("GET /pets", { kind: "signature" }),
  route("GET /pets/{petId}", { kind: "signature" }, { apiKey: true }),
  route("GET /account", { kind: "id-token", ...token, scopes: [] }),
  route(
    "POST /products",
    { kind: "access-token", ...token, scopes: ["petstore/admin", "petstore/user"] },
    {
      required: [{ place: "querystring", name: "dry-run" }],
      bodies: { "application/json": "Product" },
    },
  ),
  route("GET /partner", {
    kind: "other-token",
    header: "X-Partner",
    issuers: ["https://partner.test"],
    scopes: [],
  }),
  route("ANY /files/{path+}", { kind: "authorizer", sources: [{ in: "header", name: "X-Ticket" }] }),
];

export const api: ApiFacts = {
  address: "aws_api_gateway_rest_api.pets",
  name: "pets",
  kind: "rest",
  stage: "live",
  url: "https://abc123.execute-api.us-east-1.amazonaws.com/live",
  routes,
  isGuarded: false,
  models: { Product: { type: "object", properties: { price: { minimum: 0, exclusiveMinimum: true } } } },
};

export const pool: PoolFacts = {
  address: "aws_cognito_user_pool.people",
  id: "us-east-1_Pets00001",
  issuer: ISSUER,
  clients: [
    client("app", ["ALLOW_USER_SRP_AUTH"]),
    client("script", ["ALLOW_USER_PASSWORD_AUTH"]),
    { ...client("server", ["ALLOW_USER_SRP_AUTH"]), hasSecret: true },
  ],
  groups: [{ name: "admin", precedence: 1 }, { name: "user" }],
  settings: { ...poolSettings, requiredAttributes: ["sub", "email", "custom:town"] },
};

function client(name: string, flows: readonly string[]): PoolFacts["clients"][number] {
  return { address: `aws_cognito_user_pool_client.${name}`, id: `${name}-id`, name, hasSecret: false, flows };
}

export const facts: ClientFacts = {
  source: "state.json",
  region: "us-east-1",
  userPools: [pool],
  identityPools: [
    {
      address: "aws_cognito_identity_pool.people",
      id: "us-east-1:00000000-0000-4000-8000-000000000000",
      allowsGuests: false,
      clients: ["aws_cognito_user_pool_client.app"],
    },
  ],
  apis: [api],
};

/** The same as a gate has them. */
export const local: ClientFacts = {
  ...facts,
  source: "the gate at http://127.0.0.1:3000",
  userPools: [{ ...pool, endpoint: "http://127.0.0.1:3000" }],
  identityPools: facts.identityPools.map((one) => ({ ...one, endpoint: "http://127.0.0.1:3000" })),
  apis: [{ ...api, url: "http://127.0.0.1:3000/live" }],
};
