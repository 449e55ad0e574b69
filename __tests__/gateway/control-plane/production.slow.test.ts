import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { signingKey } from "../../../gateway/jwt/keys";
import { signJwt } from "../../../gateway/jwt/sign";
import { environmentNamed } from "../../../stacks/environment-named";
import { synthesize } from "../../stacks/synthesized";
import { call } from "../client";
import { type Synthesized, synthesized } from "../configurations/synthesized";
import type { RunningGate } from "../gates";

/** Self-service keys in production, where the table is encrypted with a key whose ARN exists only after apply. */

jest.setTimeout(120_000);

let prod: Synthesized;
let running: RunningGate;

beforeAll(async () => {
  prod = synthesized((folder) => synthesize(folder, environmentNamed("prod")));
  running = await prod.serve();
});
afterAll(() => running?.stop());

/** Production has no client that takes passwords, so the ID token is signed with the pool's key. */
function idToken(): string {
  const { idTokenKey } = JSON.parse(readFileSync(join(running.stateDir, "installation.json"), "utf8"));
  const now = Math.floor(Date.now() / 1_000);
  const [pool] = prod.model.userPools;
  const claims = {
    sub: randomUUID(),
    iss: pool?.issuer,
    aud: pool?.clients[0]?.id,
    token_use: "id",
    auth_time: now,
    iat: now,
    exp: now + 600,
    jti: randomUUID(),
    event_id: randomUUID(),
    origin_jti: randomUUID(),
    "cognito:username": "alice",
    email: "alice@example.com",
    email_verified: true,
  };
  return signJwt(claims, signingKey(idTokenKey));
}

test("a user makes a key, lists and revokes it", async () => {
  const headers = { authorization: `Bearer ${idToken()}`, "content-type": "application/json" };
  const send = async (method: string, path: string, body?: unknown) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return call(running.gate.description.endpoint, `/prod${path}`, {
      method,
      headers,
      ...(text && { body: text }),
    });
  };
  const made = await send("POST", "/keys", { name: "laptop" });
  expect([made.status, running.lines.at(-1)]).toEqual([201, expect.stringContaining("201")]);
  const { id } = JSON.parse(made.body);
  expect(await send("GET", "/keys")).toMatchObject({ status: 200, body: expect.stringContaining(id) });
  expect(await send("DELETE", `/keys/${id}`)).toMatchObject({ status: 204 });
});
