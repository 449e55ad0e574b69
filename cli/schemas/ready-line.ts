import { array, exactOptional, literal, nullable, picklist, record, strictObject, string } from "valibot";
import type { DataOf } from "./parts";

const api = strictObject({
  name: string(),
  /** In the Terraform. */
  address: string(),
  kind: picklist(["rest", "http", "url"]),
  apiId: string(),
  restApiId: nullable(string()),
  /** By the stage's name. */
  urls: record(string(), string()),
  /** Of the URL of a function. */
  host: exactOptional(string()),
});

const client = strictObject({
  name: string(),
  clientId: string(),
  clientSecret: nullable(string()),
  flows: array(string()),
  oauthFlows: array(string()),
});

const user = strictObject({
  username: string(),
  /** `null` where the user has changed it. */
  password: nullable(string()),
  groups: array(string()),
  totpSecret: exactOptional(string()),
  mustChangePassword: exactOptional(literal(true)),
});

const named = { username: string(), password: string() };

/** What `gatehouse start --json` prints when the gate is ready. */
export const readyLine = strictObject({
  endpoint: string(),
  url: string(),
  region: string(),
  stage: string(),
  restApiId: nullable(string()),
  apis: array(api),
  userPoolId: nullable(string()),
  clientId: nullable(string()),
  scriptClientId: nullable(string()),
  clients: array(client),
  oauthUrl: nullable(string()),
  identityPoolId: nullable(string()),
  issuer: nullable(string()),
  users: array(user),
  externalUsers: array(strictObject({ provider: string(), ...named })),
  samlProviders: array(
    strictObject({ name: string(), arn: string(), url: string(), users: array(strictObject(named)) }),
  ),
  systems: array(
    strictObject({
      name: string(),
      roleArn: string(),
      accessKeyId: string(),
      secretAccessKey: string(),
      sessionToken: string(),
    }),
  ),
  operator: strictObject({ accessKeyId: string(), secretAccessKey: string() }),
  apiKeys: array(strictObject({ name: string(), value: string() })),
  page: nullable(strictObject({ url: string(), key: string() })),
  issuers: array(strictObject({ issuer: string(), audiences: array(string()), scopes: array(string()) })),
  partner: nullable(
    strictObject({
      issuer: string(),
      audience: string(),
      tokenEndpoint: string(),
      clients: array(strictObject({ clientId: string(), clientSecret: string(), roles: array(string()) })),
    }),
  ),
});
export type ReadyLine = DataOf<typeof readyLine>;
