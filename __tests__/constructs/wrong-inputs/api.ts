import type { TerraformStack } from "cdktf";
import type { AccessModel } from "../../../access/model";
import { SecuredApi } from "../../../constructs/api/secured-api";
import type { SecuredApiProps } from "../../../constructs/api/secured-api-props";
import { IdentityPool } from "../../../constructs/identity/identity-pool";
import { type ApiForm, access, apiProps, liveApi } from "../small-api";
import type { Build, Case } from "./case";

const api =
  (change: Partial<SecuredApiProps>): Build =>
  (scope) =>
    new SecuredApi(scope, "api", apiProps(change));
const routes = (given: Record<string, unknown>) =>
  api({ access: { ...access, routes: given as AccessModel["routes"] } });
const live =
  (form: ApiForm): Build =>
  (scope) =>
    liveApi(scope as TerraformStack, form);
const userPool = { id: "p", arn: "a", endpoint: "e" };
const identities =
  (roles: AccessModel["roles"]): Build =>
  (scope) =>
    new IdentityPool(scope, "identities", { name: "shop", userPool, clients: [{ id: "c" }], roles });

export const apiCases: readonly Case[] = [
  // Who may call what
  [
    "HOLDER_UNKNOWN",
    /routes\["GET \/a"\]\.roles\[0\] is "boss"; expected a declared role: admin, user/,
    routes({ "GET /a": { lock: "iam", roles: ["boss"], handler: "app" } }),
  ],
  [
    "PRECEDENCE_TAKEN",
    /"admin" and "user" both have precedence 1/,
    api({
      access: {
        ...access,
        roles: { admin: { description: "", precedence: 1 }, user: { description: "", precedence: 1 } },
      },
    }),
  ],
  [
    "HANDLER_UNKNOWN",
    /routes\["GET \/a"\]\.handler is "apps"; expected one of app\. Did you mean "app"\?/,
    routes({ "GET /a": { lock: "public", because: "a test", handler: "apps" } }),
  ],
  [
    "NAME_TAKEN",
    /role "authenticated" would have the IAM name shop-authenticated/,
    identities({ authenticated: { description: "Everybody", precedence: 1 } }),
  ],
  // The API
  [
    "CORS_ORIGIN_INVALID",
    /CORS origin "shop\.example\.com" is not an origin; expected a scheme/,
    api({ cors: { origins: ["shop.example.com"] }, answers: "hardened" }),
  ],
  [
    "CORS_MAX_AGE_INVALID",
    /maxAge is 100000; expected 0 to 86400/,
    api({ cors: { origins: ["*"], maxAge: 100_000 }, answers: "hardened" }),
  ],
  [
    "CORS_HEADER_INVALID",
    /header "X Trace"/,
    api({ cors: { origins: ["*"], headers: ["X Trace"] }, answers: "hardened" }),
  ],
  ["CORS_WITHOUT_ANSWERS", /Set answers to "hardened"/, api({ cors: { origins: ["*"] } })],
  [
    "REQUEST_ROUTE_UNKNOWN",
    /"GET \/nowhere", which is not a declared route/,
    api({ requests: { "GET /nowhere": {} } }),
  ],
  [
    "REQUEST_BODY_UNEXPECTED",
    /"GET \/pets" is given a body's schema/,
    api({ requests: { "GET /pets": { body: { type: "object" } } } }),
  ],
  [
    "REQUEST_SCHEMA_INVALID",
    /"POST \/pets" has no "type"/,
    api({ requests: { "POST /pets": { body: {} } } }),
  ],
  [
    "REQUEST_NAME_INVALID",
    /"GET \/pets" names the parameter "a b"/,
    api({ requests: { "GET /pets": { query: { "a b": "required" } } } }),
  ],
  [
    "CIDR_INVALID",
    /address range "10\.0\.0\.1\/8"; expected a CIDR block/,
    api({ admission: { ipRanges: ["10.0.0.1/8"] } }),
  ],
  [
    "ADMISSION_EMPTY",
    /admission\.ipRanges is \[\]; expected a list of at least 1/,
    api({ admission: { ipRanges: [] } }),
  ],
  ["ORGANIZATION_INVALID", /organization "acme"; expected o-/, api({ admission: { organization: "acme" } })],
  [
    "VPC_ENDPOINT_INVALID",
    /VPC endpoint "vpc-1"; expected vpce-/,
    api({ endpoint: { privateTo: ["vpc-1"] } }),
  ],
  [
    "ADMISSION_UNREACHABLE",
    /regional and admits VPC endpoints only/,
    api({ admission: { vpcEndpoints: ["vpce-1"] } }),
  ],
  ["ENDPOINT_UNREACHABLE", /given no VPC endpoint/, api({ endpoint: { privateTo: [] } })],
  [
    "ENDPOINT_CLASH",
    /private and has a public domain/,
    live({
      api: { endpoint: { privateTo: ["vpce-1"] } },
      stage: { domain: { name: "api.example.com", zoneId: "Z1" } },
    }),
  ],
  ["TTL_INVALID", /keeps policies 3601 seconds; expected 0 to 3600/, api({ jwtOptions: { ttl: 3601 } })],
  [
    "IDENTITY_SOURCE_INVALID",
    /identity source "Authorization"/,
    api({ jwtOptions: { form: { request: ["Authorization"] } } }),
  ],
  [
    "IDENTITY_SOURCE_MISSING",
    /lack method\.request\.header\.Authorization/,
    api({ jwtOptions: { form: { request: ["context.httpMethod"] } } }),
  ],
];
