import { generateKeyPairSync } from "node:crypto";
import { signingKey } from "../../../gateway/jwt/keys";
import { installationKeys } from "../gates";
import { sendRaw } from "../paths/raw";
import { type HttpGate, httpGate } from "./gate";
import { hostileTokens, type Keys } from "./hostile-tokens";

/** Tokens that a JWT authorizer must refuse, on a locked route. `npm run test:attacks` sends all of them. */

jest.setTimeout(120_000);

let gate: HttpGate;
let valid: string;
let attacker: Keys["attacker"];
let own: Keys["own"];

beforeAll(async () => {
  gate = await httpGate();
  valid = gate.token();
  attacker = generateKeyPairSync("rsa", { modulusLength: 2048 });
  own = signingKey((await installationKeys()).accessTokenKey);
});
afterAll(() => gate.stop());
test.each(Object.entries(hostileTokens))("%s", async (_, make) => {
  const through: unknown[] = [];
  for (const token of make({ valid, own, attacker })) {
    const { status } = await send([["Authorization", `Bearer ${token}`]]);
    const ran = gate.ran();
    if (ran.length > 0 || (status !== 401 && status !== 400)) through.push({ token, status, ran });
  }
  expect(through).toEqual([]);
});

const schemes = ["Basic ", "bearer", "Bearer", "Bearer:", "Token ", "JWT ", "Bearer,"];

test("other schemes, and two headers", async () => {
  for (const headers of [
    ...schemes.map((scheme) => [["Authorization", `${scheme}${valid}`] as const]),
    [["Authorization", `Bearer ${valid}`] as const, ["authorization", "Bearer x"] as const],
    [["Authorization", "Bearer x"] as const, ["Authorization", `Bearer ${valid}`] as const],
    [["Authorization", `Bearer ${valid}`] as const, ["Authorization", `Bearer ${valid}`] as const],
    [["X-Authorization", `Bearer ${valid}`] as const],
    [["Authorization_", `Bearer ${valid}`] as const],
  ])
    expect({ headers, status: (await send(headers)).status, ran: gate.ran() }).toEqual({
      headers,
      status: 401,
      ran: [],
    });
});

test("the valid token is taken", async () => {
  expect((await send([["Authorization", `Bearer ${valid}`]])).status).toBe(200);
  expect(gate.ran()).toEqual(["echo"]);
});

function send(headers: readonly (readonly [string, string])[]) {
  return sendRaw(gate.gate.description.endpoint, { verb: "GET", target: "/shop/pets/7", headers });
}
