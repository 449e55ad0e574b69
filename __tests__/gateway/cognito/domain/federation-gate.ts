import type { ApiModel, ClientOauth, PoolIdentityProvider } from "../../../../terraform/model";
import { type Answer, call } from "../../client";
import type { PoolGate } from "../user-pool/pool-gate";
import {
  type Browser,
  CALLBACK,
  domainGate,
  encoded,
  inLocation,
  type Parameters,
  post,
} from "./domain-gate";

/** A gate whose user pool has identity providers, and what browsers send to their page; it starts before the tests. */

const provider = (name: string, changes: Partial<PoolIdentityProvider> = {}): PoolIdentityProvider => ({
  address: `identity/aws_cognito_identity_provider.${name}`,
  name,
  type: "OIDC",
  identifiers: [],
  attributeMapping: { email: "email", username: "sub" },
  details: {},
  ...changes,
});
const providers = [
  provider("Corp", { identifiers: ["corp.example"] }),
  provider("Company", {
    attributeMapping: { email: "mail", email_verified: "email_verified" },
  }),
  provider("Other"),
];
export const oauth = {
  flows: ["code"],
  scopes: ["openid", "email"],
  callbackUrls: [CALLBACK],
  logoutUrls: [],
  identityProviders: ["COGNITO", "Corp", "Company"],
} satisfies ClientOauth;

export const withProviders = (model: ApiModel): ApiModel => ({
  ...model,
  userPools: model.userPools.map((pool) => ({ ...pool, identityProviders: providers })),
});

export let running: PoolGate;
export let now = new Date();
beforeAll(async () => {
  running = await domainGate(
    {
      clients: {
        all: { oauth },
        corp: { oauth: { ...oauth, identityProviders: ["Corp"] } },
        two: { oauth: { ...oauth, identityProviders: ["Corp", "Company"] } },
      },
      change: withProviders,
    },
    { now: () => now },
  );
});
afterAll(() => running?.stop());
beforeEach(() => {
  now = new Date();
});

export const all = { client_id: "all", identity_provider: "Corp" };
export const passwordOf = (name: string, username: string, { gate }: PoolGate = running) =>
  gate.description.externalUsers.find((user) => user.provider === name && user.username === username)
    ?.password ?? "none";

/** Opens the provider's page, as the gate says. */
export async function atProvider(browser: Browser, changes: Parameters = all): Promise<URL> {
  const { headers } = await browser.authorize(changes);
  return new URL(String(headers.location));
}

/** Sends the form of the provider's page. */
export function send(
  page: URL,
  form: Parameters,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return call(page.origin, `${page.pathname}${page.search}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: page.origin, ...headers },
    body: encoded(form),
  });
}

/** Signs in at the provider, and returns the path that it sends the browser to. */
export async function answered(
  page: URL,
  name = "Corp",
  username = "carol",
  gate = running,
): Promise<string> {
  const { headers } = await send(page, { username, password: passwordOf(name, username, gate) });
  const back = new URL(String(headers.location));
  return `${back.pathname}${back.search}`;
}

export async function tokens(answer: Answer, client_id = "all"): Promise<Readonly<Record<string, unknown>>> {
  const code = inLocation(answer).get("code") ?? "none";
  const form = { grant_type: "authorization_code", client_id, redirect_uri: CALLBACK, code };
  return (await post(running, "/oauth2/token", form)).json;
}

/** Sets the gate's clock forward until the next test. */
export function later(milliseconds: number): void {
  now = new Date(now.getTime() + milliseconds);
}
