import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openStore } from "../../../gateway/store/store";
import { call, signedCall } from "../client";
import { credentialsFor, signIn } from "../people";
import { lifecycle } from "./lifecycle";

/** What a gate keeps in its state folder. */

const gates = lifecycle({ openStore });

test("users, keys and sessions outlive a restart", async () => {
  const first = await gates.run();
  const signedIn = await signIn(first, "bob");
  const credentials = await credentialsFor(first, signedIn);
  const { apiKeys, partner, users } = first.gate.description;
  await gates.stop(first);
  const { description } = (await gates.run()).gate;
  expect(description).toMatchObject({ users, apiKeys, partner: { clients: partner?.clients } });
  const headers = { authorization: signedIn.idToken };
  expect((await call(description.endpoint, "/dev/account", { headers })).status).toBe(200);
  expect((await signedCall(description.endpoint, "/dev/pets", { credentials })).status).toBe(200);
});

test("fresh forgets all of it, and nothing that is not the gate's", async () => {
  const first = await gates.run();
  const signedIn = await signIn(first, "bob");
  const credentials = await credentialsFor(first, signedIn);
  const [alice] = first.gate.description.users;
  await gates.stop(first);
  writeFileSync(join(gates.folder, "notes.txt"), "mine");
  const { description } = (await gates.run(undefined, { fresh: true })).gate;
  expect(description.users[0]?.password).not.toBe(alice?.password);
  const headers = { authorization: signedIn.idToken };
  expect((await call(description.endpoint, "/dev/account", { headers })).status).toBe(401);
  expect((await signedCall(description.endpoint, "/dev/pets", { credentials })).status).toBe(403);
  expect(readFileSync(join(gates.folder, "notes.txt"), "utf8")).toBe("mine");
});

test("state files are for their owner only, and no half-written ones stay", async () => {
  await gates.run();
  for (const file of ["directory.jsonl", "installation.json", "secrets.json"])
    expect(statSync(join(gates.folder, file)).mode & 0o777).toBe(0o600);
  expect(readdirSync(gates.folder).sort()).toEqual(
    ["code", "directory.jsonl", "installation.json", "secrets.json", "tables"].filter((name) =>
      existsSync(join(gates.folder, name)),
    ),
  );
});

test.each(["installation.json", "secrets.json"])("a broken %s is named, with the way out", async (name) => {
  await gates.stop(await gates.run());
  const file = join(gates.folder, name);
  for (const content of ["{", "[]", '{"sealKey": 1}']) {
    writeFileSync(file, content);
    expect(await gates.failure("STATE_BROKEN")).toBe(
      `The state file ${file} cannot be read: remove it, or start anew with --fresh.`,
    );
  }
  await gates.run(undefined, { fresh: true });
});

test("broken tables are said as what they are, and not to be thrown away", async () => {
  await gates.stop(await gates.run());
  writeFileSync(join(gates.folder, "tables", "CURRENT"), "broken");
  expect(await gates.failure("STORE_FAILED")).toBe(
    `The tables in ${gates.folder}/tables cannot be opened: Corruption: CURRENT file does not end with newline`,
  );
});
