/** The whole battery of hostile tokens against JWT authorizers of a gate: of its own pool, and of another issuer. */
import { signingKey } from "../../../gateway/jwt/keys";
import { hostileTokens } from "../../functions/support/hostile/battery";
import type { Forge, HostileToken } from "../../functions/support/hostile/hostile-token";
import { keyAttacks } from "../../functions/support/hostile/keys";
import type { Members } from "../../functions/support/issuer";
import { ecKey, edKey, rsaKey, signText } from "../../functions/support/tokens";
import { type Backend, startBackend } from "../data-plane/integrations/http/backend";
import { installationKeys } from "../gates";
import { sendRaw } from "../paths/raw";
import { type HttpGate, httpGate } from "./gate";

jest.setTimeout(300_000);

const ISSUER = "https://login.example.com/";

let gate: HttpGate;
let issuer: Backend;

beforeAll(async () => {
  issuer = await startBackend();
  gate = await httpGate({ backends: new Map([["https://login.example.com", issuer.origin]]) });
});
afterAll(async () => {
  await gate.stop();
  issuer.stop();
});

/** Claims that no JWT authorizer reads. On a route with a scope, those tokens have none that it asks for. */
const UNREAD = /another use|subject|user name|scope of a wrong type|roles/;

/** What got through: the answer is none of the refusals, or a function ran. */
async function through(target: string, verb: string, tokens: readonly HostileToken[]): Promise<string[]> {
  const found: string[] = [];
  for (const { attack, name, token } of tokens) {
    // No header has these characters: a client cannot send such a token.
    if (/[^\t\x20-\x7e\x80-\xff]/.test(token)) continue;
    const headers = [["Authorization", `Bearer ${token}`]] as const;
    const { status } = await sendRaw(gate.gate.description.endpoint, { verb, target, headers });
    const ran = gate.ran();
    if (ran.length > 0 || ![400, 401, 403, 431].includes(status)) found.push(`${attack}: ${name}: ${status}`);
  }
  return found;
}

function forgeOf(key: Forge["rsa"], claims: Members, now: number): Forge {
  return {
    rsa: key,
    ec: ecKey("ec"),
    ed: edKey("ed"),
    stranger: rsaKey("stranger"),
    header: ({ alg, kid }, changes = {}) => JSON.stringify({ alg, kid, typ: "JWT", ...changes }),
    payload: (changes = {}) => JSON.stringify({ ...claims, ...changes }),
    now,
  };
}

/**
 * The battery without tokens whose change comes true while the test runs, as their first second is just ahead; and without
 * those whose change changes nothing of this issuer's.
 */
function lasting(forge: Forge): readonly HostileToken[] {
  const same = decoded(genuineOf(forge));
  return hostileTokens(forge).filter(({ token }) => {
    const dates = [...decoded(token).matchAll(/"(?:nbf|iat)":(\d+(?:\.\d+)?)[,}]/g)].map(([, date]) =>
      Number(date),
    );
    return decoded(token) !== same && !dates.some((date) => date > forge.now && date < forge.now + 290);
  });
}

function decoded(token: string): string {
  const [header = "", payload = ""] = token.split(".");
  return [header, payload].map((part) => Buffer.from(part, "base64url").toString()).join();
}

function genuineOf(forge: Forge): string {
  return signText(forge.rsa, forge.header(forge.rsa), forge.payload());
}

async function ofPool(): Promise<Forge> {
  const key = signingKey((await installationKeys()).accessTokenKey);
  const claims = JSON.parse(Buffer.from(gate.token().split(".")[1] ?? "", "base64url").toString());
  const { client_id: client, ...others } = claims;
  const now = Math.floor(Date.now() / 1_000);
  return forgeOf(
    { ...key, alg: "RS256" },
    { ...others, aud: client, scope: "pets/write", username: "alice", roles: ["none"] },
    now,
  );
}

test("of the user pool, on a route with a scope", async () => {
  const forge = await ofPool();
  const headers = [["Authorization", `Bearer ${genuineOf(forge)}`]] as const;
  const { endpoint } = gate.gate.description;
  expect((await sendRaw(endpoint, { verb: "POST", target: "/shop/pets", headers })).status).toBe(200);
  expect(gate.ran()).toEqual(["echo"]);
  const hostile = lasting(forge);
  expect(hostile.length).toBeGreaterThanOrEqual(600);
  const read = hostile.filter(
    ({ attack, name }) => !UNREAD.test(attack) && name !== "client_id in its place",
  );
  expect(await through("/shop/pets/7", "GET", read)).toEqual([]);
  const ofScope = hostile.filter(({ attack }) => attack === "scope of a wrong type");
  expect(ofScope.length).toBeGreaterThanOrEqual(8);
  expect(await through("/shop/pets", "POST", [...read, ...ofScope])).toEqual([]);
});

test("of another issuer, with all keys that it publishes", async () => {
  const now = Math.floor(Date.now() / 1_000);
  const claims = {
    iss: ISSUER,
    aud: "shop",
    sub: "carol",
    iat: now - 10,
    exp: now + 3_600,
    scope: "none",
    roles: ["none"],
  };
  const forge = forgeOf(rsaKey("rsa"), claims, now);

  const bad = keyAttacks(forge);
  const keys = [forge.rsa, forge.ec, forge.ed, ...bad.published].map(({ jwk }) => jwk);
  issuer.answerWith(({ url }, response) =>
    response.end(
      JSON.stringify(
        url?.endsWith("openid-configuration")
          ? { issuer: ISSUER, jwks_uri: "https://login.example.com/keys" }
          : { keys },
      ),
    ),
  );
  const headers = [["Authorization", `Bearer ${genuineOf(forge)}`]] as const;
  const { endpoint } = gate.gate.description;
  expect((await sendRaw(endpoint, { verb: "GET", target: "/proxy/login", headers })).status).toBe(200);
  expect(gate.ran()).toEqual(["echo"]);
  expect(bad.tokens.length).toBeGreaterThanOrEqual(60);
  const hostile = [...lasting(forge), ...bad.tokens].filter(
    ({ attack, name }) => !UNREAD.test(attack) && name !== "client_id in its place",
  );
  expect(await through("/proxy/login", "GET", hostile)).toEqual([]);
});
