import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readOutput } from "../../../cli/sources/output";
import { type Gate, startGate } from "../../../gateway/gate";
import { signingKey } from "../../../gateway/jwt/keys";
import { signJwt } from "../../../gateway/jwt/sign";
import { environmentNamed } from "../../../stacks/environment-named";
import { readTerraform } from "../../../terraform/read";
import { petstore, synthesize } from "../../stacks/synthesized";
import { call } from "../client";
import { seedKeys } from "../gates";

/** Self-service keys in production, where the table is encrypted with a key whose ARN exists only after apply. */

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), "production-"));
const lines: string[] = [];
let gate: Gate;

beforeAll(async () => {
  synthesize(folder, environmentNamed("prod"), petstore);
  await seedKeys(join(folder, "state"));
  gate = await startGate({
    model: readTerraform({ kind: "stacks", stacks: readOutput(folder).stacks }, { strict: true }),
    readArchive: readOutput(folder).readArchive,
    port: 0,
    stateDir: join(folder, "state"),
    log: (line) => lines.push(line),
  });
});

afterAll(async () => {
  await gate?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Production has no client that takes passwords, so the ID token is signed with the pool's key. */
function idToken(): string {
  const { idTokenKey } = JSON.parse(readFileSync(join(folder, "state/installation.json"), "utf8"));
  const now = Math.floor(Date.now() / 1_000);
  const [pool] = readTerraform(
    { kind: "stacks", stacks: readOutput(folder).stacks },
    { strict: true },
  ).userPools;
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
    return call(gate.description.endpoint, `/prod${path}`, { method, headers, ...(text && { body: text }) });
  };
  const made = await send("POST", "/keys", { name: "laptop" });
  expect([made.status, lines.at(-1)]).toEqual([201, expect.stringContaining("201")]);
  const { id } = JSON.parse(made.body);
  expect(await send("GET", "/keys")).toMatchObject({ status: 200, body: expect.stringContaining(id) });
  expect(await send("DELETE", `/keys/${id}`)).toMatchObject({ status: 204 });
});
