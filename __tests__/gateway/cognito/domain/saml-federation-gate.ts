import { inflateRawSync } from "node:zlib";
import { unverifiedClaims } from "../../../../gateway/jwt/verify";
import type { ResponseParts } from "../../../../gateway/saml/respond";
import type { ApiModel, ClientOauth, PoolIdentityProvider } from "../../../../terraform/model";
import { type Answer, call } from "../../client";
import { POOL } from "../../petstore/names";
import { certificateOf, type MadeCertificate, metadataXml } from "../../saml/metadata";
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

/** A gate whose user pool has SAML identity providers, and what browsers and they send; it starts before the tests. */

const ENTITY = "https://idp.example/metadata";
const provider = (name: string, type: string, details: PoolIdentityProvider["details"]) => ({
  address: `identity/aws_cognito_identity_provider.${name}`,
  name,
  type,
  identifiers: [],
  attributeMapping: { email: "mail" },
  details,
});
const oauth = {
  flows: ["code"],
  scopes: ["openid", "email"],
  callbackUrls: [CALLBACK],
  logoutUrls: [],
  identityProviders: ["COGNITO", "Company", "Remote", "Corp"],
} satisfies ClientOauth;

export let running: PoolGate;
export let certificate: MadeCertificate;
export let now = new Date();

beforeAll(async () => {
  certificate = await certificateOf();
  const MetadataFile = metadataXml(ENTITY, [{ certificates: [certificate] }]);
  const identityProviders = [
    provider("Company", "SAML", { MetadataFile, EncryptedResponses: "true" }),
    provider("Remote", "SAML", { MetadataURL: "https://remote.example/metadata" }),
    provider("Corp", "OIDC", {}),
  ];
  const change = (model: ApiModel) => ({
    ...model,
    userPools: model.userPools.map((pool) => ({ ...pool, identityProviders })),
  });
  running = await domainGate({ clients: { all: { oauth } }, change }, { now: () => now });
});
afterAll(() => running?.stop());
beforeEach(() => {
  now = new Date();
});

export interface Asked {
  readonly page: URL;
  /** What a response must say. */
  readonly id: string;
  readonly consumer: string;
  readonly state: string;
}

export async function ask(browser: Browser, identity_provider = "Company"): Promise<Asked> {
  const { headers } = await browser.authorize({ client_id: "all", identity_provider });
  const page = new URL(String(headers.location));
  const request = Buffer.from(page.searchParams.get("SAMLRequest") ?? "", "base64");
  const xml = inflateRawSync(request).toString();
  const [id = "", consumer = ""] = ["ID", "AssertionConsumerServiceURL"].map(
    (name) => new RegExp(` ${name}="([^"]+)"`).exec(xml)?.[1],
  );
  return { page, id, consumer, state: page.searchParams.get("RelayState") ?? "" };
}

/** Sends the form of the identity provider's page. */
export function sendPage(page: URL, form: Parameters): Promise<Answer> {
  return call(page.origin, `${page.pathname}${page.search}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: page.origin },
    body: encoded(form),
  });
}

export function passwordOf(name: string, username = "carol"): string {
  const { externalUsers } = running.gate.description;
  return (
    externalUsers.find((user) => user.provider === name && user.username === username)?.password ?? "none"
  );
}

/** Posts a response as the browser does, from another origin. */
export function bring(browser: Browser, form: Parameters): Promise<Answer> {
  return browser.send("/saml2/idpresponse", {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      origin: "null",
      "sec-fetch-site": "same-site",
    },
    body: encoded(form),
  });
}

export const hidden = ({ body }: Answer, name: string) =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(body)?.[1] ?? "none";

export function parts({ consumer, id }: Asked, changes: Partial<ResponseParts> = {}): ResponseParts {
  return {
    entityId: ENTITY,
    audience: `urn:amazon:cognito:sp:${POOL}`,
    recipient: consumer,
    inResponseTo: id,
    subject: "mallory",
    attributes: { mail: ["mallory@idp.example"], groups: ["admin", "user"] },
    now,
    ...changes,
  };
}

export async function claimsOf(answer: Answer): Promise<Readonly<Record<string, unknown>>> {
  const code = inLocation(answer).get("code") ?? "none";
  const form = { grant_type: "authorization_code", client_id: "all", redirect_uri: CALLBACK, code };
  const { json } = await post(running, "/oauth2/token", form);
  return unverifiedClaims(String(json.id_token)) ?? {};
}

export function expectNobody(browser: Browser, { body, headers }: Answer): void {
  expect(`${headers.location ?? ""}\n${body}`).not.toMatch(/[?&](code|id_token)=/);
  expect(browser.cookies.has("cognito")).toBe(false);
}
