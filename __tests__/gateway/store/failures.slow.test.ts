/**
 * What the store's process or the disk below it does. The gate stays up, calls of tables get 500 with the cause in the
 * log, and work again when the cause is gone; what was acknowledged is there.
 */
import { execFileSync, spawnSync } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DynamoDBClient, GetItemCommand, PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { call } from "../client";
import { type RunningTables, runTables, storeProcess } from "./tables";

jest.setTimeout(60_000);

let folder: string;
let running: RunningTables | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "store-"));
});
afterEach(async () => {
  await running?.close();
  running = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const put = (client: DynamoDBClient, id: number, text = "") =>
  client.send(
    new PutItemCommand({
      TableName: "pets",
      Item: { owner: { S: "alice" }, id: { N: `${id}` }, text: { S: `x${text}` } },
    }),
  );
const get = async (client: DynamoDBClient, id: number) => {
  const Key = { owner: { S: "alice" }, id: { N: `${id}` } };
  return (await client.send(new GetItemCommand({ TableName: "pets", Key }))).Item;
};
/** One attempt: what the function sees first. */
const once = { maxAttempts: 1 };

async function run(): Promise<RunningTables> {
  running = await runTables(folder);
  return running;
}

test("what was acknowledged survives a kill -9 in the middle of writing, and the SDK's retries go through", async () => {
  const { client, lines } = await run();
  const acknowledged: number[] = [];
  const writer = client({ maxAttempts: 8 });
  const writes = Array.from({ length: 300 }, (_, i) =>
    put(writer, i, "y".repeat(2_000)).then(
      () => acknowledged.push(i),
      // So many at once are more than the SDK tries again.
      (error: Error) => expect(error.name).toBe("InternalServerError"),
    ),
  );
  await Promise.all(writes.slice(0, 60));
  const pid = storeProcess(folder);
  if (pid === undefined) throw new Error("no process has the tables open");
  process.kill(pid, "SIGKILL");
  await Promise.all(writes);
  expect(acknowledged.length).toBeGreaterThan(60);
  const reader = client();
  for (const id of acknowledged) expect(await get(reader, id)).toBeDefined();
  expect(lines).toContain(
    "tables: their process exited with signal SIGKILL. They are opened anew for the next call.",
  );
  expect(storeProcess(folder)).not.toBe(pid);
});

test("what was acknowledged right before a kill -9 of all of it is there for the next gate", async () => {
  const first = await run();
  await put(first.client(), 1);
  process.kill(storeProcess(folder) ?? 0, "SIGKILL");
  await first.close();
  const { client } = await run();
  expect(await get(client(), 1)).toBeDefined();
});

test.each(["null", "[]", "7", '"x"', "{", ""])(
  "a body %j is refused, and the store goes on",
  async (body) => {
    const { client, endpoint } = await run();
    const pid = storeProcess(folder);
    const signing = client(once);
    signing.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { body: string; headers: Record<string, string> };
        request.body = body;
        request.headers["content-length"] = String(body.length);
        return next(args);
      },
      { step: "build", priority: "low" },
    );
    await expect(put(signing, 1)).rejects.toMatchObject({ name: "SerializationException" });
    expect((await call(endpoint, "/", { method: "POST", body })).status).toBe(400);
    await put(client(), 2);
    expect(storeProcess(folder)).toBe(pid);
  },
);

test("a folder that is removed is said, and the next call finds empty tables", async () => {
  const { client, lines } = await run();
  await put(client(), 1);
  rmSync(join(folder, "tables"), { recursive: true });
  await expect(put(client(once), 2)).rejects.toMatchObject({ name: "InternalServerError" });
  expect(lines.join("\n")).toContain(
    `dynamodb PutItem 500 for f InternalServerError: the folder ${folder}/tables was removed or replaced`,
  );
  await put(client(), 3);
  expect(await get(client(), 1)).toBeUndefined();
  expect(await get(client(), 3)).toBeDefined();
});

test("a folder that cannot be opened is said at each call, and is opened when the cause is gone", async () => {
  const { client, lines } = await run();
  await put(client(), 1);
  renameSync(join(folder, "tables"), join(folder, "kept"));
  writeFileSync(join(folder, "tables"), "in the way");
  await expect(get(client(once), 1)).rejects.toMatchObject({ name: "InternalServerError" });
  await new Promise((resolve) => setTimeout(resolve, 500));
  await expect(get(client(once), 1)).rejects.toMatchObject({ name: "InternalServerError" });
  expect(lines.at(-1)).toMatch(
    /GetItem 500 for f InternalServerError: The tables in .* cannot be opened: E(EXIST|NOTDIR)/,
  );
  rmSync(join(folder, "tables"));
  renameSync(join(folder, "kept"), join(folder, "tables"));
  expect(await get(client({ maxAttempts: 8 }), 1)).toBeDefined();
});

test.each([
  [
    "CURRENT is broken",
    (path: string) => writeFileSync(join(path, "CURRENT"), "broken"),
    /CURRENT|Corruption|Invalid/,
  ],
  [
    "the manifest is gone",
    (path: string) =>
      readdirSync(path)
        .filter((name) => /^MANIFEST/.test(name))
        .forEach((name) => void rmSync(join(path, name))),
    /MANIFEST|No such file/,
  ],
])("where %s the start says what is wrong, and nothing of starting anew", async (_, damage, words) => {
  await put((await run()).client(), 1);
  await running?.close();
  running = undefined;
  damage(join(folder, "tables"));
  const error = await run().catch((reason: Error) => reason);
  expect(error).toMatchObject({ code: "STORE_FAILED", message: expect.stringMatching(words) });
  expect((error as Error).message).toContain(`The tables in ${folder}/tables cannot be opened: `);
  expect((error as Error).message).not.toContain("--fresh");
});

/** Enough for LevelDB to put it into files that it reads again. */
async function fill(client: DynamoDBClient): Promise<string[]> {
  for (let i = 0; i < 60; i++) await put(client, i, "z".repeat(100_000));
  const files = readdirSync(join(folder, "tables")).filter((name) => name.endsWith(".ldb"));
  expect(files).not.toEqual([]);
  return files.map((name) => join(folder, "tables", name));
}

test("table files that are damaged are named at the start, and nothing is said of starting anew", async () => {
  const files = await fill((await run()).client());
  await running?.close();
  running = undefined;
  for (const file of files) truncateSync(file, 100);
  const error = await run().catch((reason: Error) => reason);
  expect(error).toMatchObject({ code: "STORE_FAILED", message: expect.stringMatching(/\.ldb|Corruption/) });
  expect((error as Error).message).not.toContain("--fresh");
});

test("table files that are damaged under the store fail calls with 500, and end nothing else", async () => {
  const { client, endpoint, lines } = await run();
  for (const file of await fill(client())) truncateSync(file, 100);
  const scan = new ScanCommand({ TableName: "pets" });
  for (let i = 0; i < 3; i++)
    await expect(client(once).send(scan)).rejects.toMatchObject({ name: "InternalServerError" });
  expect(lines.join("\n")).toMatch(/dynamodb Scan 500 for f InternalServerError: /);
  expect(lines.join("\n")).toMatch(/SIGBUS|\.ldb|Corruption/);
  expect((await call(endpoint, "/", { method: "POST", body: "{}" })).status).toBe(400);
});

const mounts =
  process.platform === "linux" &&
  spawnSync("sh", ["-c", 'd=$(mktemp -d) && mount -t tmpfs -o size=1m tmpfs "$d" && umount "$d"']).status ===
    0;

(mounts ? test : test.skip)("a full disk (on a file system of 4 MB, where one may be mounted)", async () => {
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", folder]);
  try {
    const { client, lines } = await run();
    const one = client(once);
    await put(client(), 1);
    writeFileSync(join(folder, "ballast"), "");
    for (let room = 1 << 16; room >= 1; room >>= 4)
      for (;;)
        try {
          appendFileSync(join(folder, "ballast"), Buffer.alloc(room));
        } catch {
          break;
        }
    let refused = 0;
    const acknowledged: number[] = [];
    for (let i = 2; i < 12; i++)
      await put(one, i, "w".repeat(20_000)).then(
        () => acknowledged.push(i),
        (error: Error) => {
          expect(error.name).toBe("InternalServerError");
          refused++;
        },
      );
    expect(refused).toBeGreaterThan(0);
    expect(lines.join("\n")).toMatch(
      /dynamodb PutItem 500 for f InternalServerError: .*No space left on device/,
    );
    expect(lines.join("\n")).not.toContain("--fresh");
    rmSync(join(folder, "ballast"));
    const patient = client({ maxAttempts: 8 });
    await put(patient, 100);
    for (const id of [1, ...acknowledged, 100]) expect(await get(patient, id)).toBeDefined();
  } finally {
    await running?.close();
    running = undefined;
    execFileSync("umount", ["-l", folder]);
  }
});

const limited = process.getuid?.() !== 0;

(limited ? test : test.skip)("a folder without rights is said (not as root, who has them all)", async () => {
  mkdirSync(join(folder, "tables"), { mode: 0o500 });
  await expect(run()).rejects.toMatchObject({
    code: "STORE_FAILED",
    message: expect.stringMatching(/ermission/),
  });
  expect(existsSync(join(folder, "tables/CURRENT"))).toBe(false);
});
