import { execFile, execFileSync } from "node:child_process";
import { promisify } from "node:util";
import { token } from "../../cli/commands/token";
import type { RunningGate } from "../gateway/gates";
import { captured } from "./captured";
import { announced, gates, printed, stopGates } from "./token-gates";

/** `gatehouse token --aws`: credentials of the user's role, with which curl signs. */

afterAll(stopGates);

/** The status of an answer. */
async function curl(...args: readonly string[]): Promise<number> {
  return Number(await output("-o", "/dev/null", "-w", "%{http_code}", ...args));
}

async function output(...args: readonly string[]): Promise<string> {
  return (await promisify(execFile)("curl", ["-sS", ...args])).stdout;
}

describe("with --aws", () => {
  let state: string;
  let running: RunningGate;
  const signedWith = (credentials: NodeJS.ProcessEnv, service: string) => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = credentials;
    return [
      ...["--aws-sigv4", `aws:amz:us-east-1:${service}`],
      ...["--user", `${AWS_ACCESS_KEY_ID}:${AWS_SECRET_ACCESS_KEY}`],
      ...["-H", `x-amz-security-token: ${AWS_SESSION_TOKEN}`],
    ];
  };
  const call = (credentials: NodeJS.ProcessEnv, path: string, ...more: readonly string[]) =>
    curl(...signedWith(credentials, "execute-api"), ...more, `${running.gate.description.url}${path}`);
  /** What a shell has in its environment once it has evaluated the lines. */
  const evaluated = (lines: string): NodeJS.ProcessEnv =>
    JSON.parse(
      execFileSync("sh", ["-c", `${lines}\n"${process.execPath}" -p 'JSON.stringify(process.env)'`], {
        encoding: "utf8",
        env: { PATH: process.env.PATH ?? "" },
      }),
    );

  beforeAll(async () => {
    state = await announced(["ALLOW_USER_SRP_AUTH"]);
    running = gates.at(-1) as RunningGate;
  });

  test("a shell has the credentials of the user's role, and curl signs with them", async () => {
    const [alice, bob] = [
      evaluated(await printed("alice", "--aws", "--state", state)),
      evaluated(await printed("bob", "--aws", "--state", state)),
    ];
    expect(await curl(`${running.gate.description.url}/pets`)).toBe(403);
    expect(await call(bob, "/pets")).toBe(200);
    const rex = ["-H", "content-type: application/json", "-d", '{"name":"Rex"}'];
    expect(await call(bob, "/pets", ...rex)).toBe(403);
    expect(await call(alice, "/pets", ...rex)).not.toBe(403);
    const minutes = (Date.parse(alice.AWS_CREDENTIAL_EXPIRATION ?? "") - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(50);
    expect(minutes).toBeLessThanOrEqual(60);
    expect(await call({ ...bob, AWS_SECRET_ACCESS_KEY: "wrong" }, "/pets")).toBe(403);
  });

  test("a system has those of its role, which the gate knows", async () => {
    const [system] = running.gate.description.systems;
    const lines = evaluated(await printed(system?.name ?? "", "--aws", "--state", state));
    const answer = await output(
      ...signedWith(lines, "sts"),
      ...["-d", "Action=GetCallerIdentity&Version=2011-06-15"],
      running.gate.description.endpoint,
    );
    expect(answer).toContain(`:assumed-role/${system?.name}/localhost<`);
  });

  test("--format process is what a profile's credential_process prints", async () => {
    const out = JSON.parse(await printed("bob", "--aws", "--format", "process", "--state", state));
    expect(out).toEqual({
      Version: 1,
      AccessKeyId: expect.stringMatching(/^ASIA/),
      SecretAccessKey: expect.any(String),
      SessionToken: expect.any(String),
      Expiration: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
  });

  test("as JSON, by the schema", async () => {
    const { out } = await captured(token, "bob", "--aws", "--json", "--state", state);
    expect(Object.keys(JSON.parse(out)).sort()).toEqual(
      ["accessKeyId", "expiration", "secretAccessKey", "sessionToken", "username", "version"].sort(),
    );
  });

  test("nothing of them is logged", async () => {
    const before = running.lines.length;
    const credentials = evaluated(await printed("bob", "--aws", "--state", state));
    await call(credentials, "/pets");
    const logged = running.lines.slice(before).join("\n");
    for (const secret of [credentials.AWS_SECRET_ACCESS_KEY, credentials.AWS_SESSION_TOKEN])
      expect(logged).not.toContain(secret);
  });

  test.each([
    [["bob", "--aws", "--id"], "OPTIONS_CLASH", /^--aws and --id/],
    [["bob", "--format", "env"], "OPTIONS_CLASH", /^--format is of --aws/],
    [["bob", "--aws", "--format", "env", "--json"], "OPTIONS_CLASH", /^--json and --format env/],
    [["bob", "--aws", "--format", "ini"], "FORMAT_UNKNOWN", /expected one of env, process/],
    [["bob", "--aws", "--password", "wrong"], "SIGN_IN_REFUSED", /Incorrect username or password/],
    [["warehous", "--aws"], "ARGUMENT_MISSING", /besides, there are .*warehouse/],
  ] as const)("%j is refused: %s", async (args, code, message) => {
    expect(await token([...args, "--state", state]).catch((error) => error)).toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  test("without an identity pool that takes the client's tokens, it says so", async () => {
    const stateDir = await announced(["ALLOW_CUSTOM_AUTH"]);
    const { message } = await token(["bob", "--aws", "--state", stateDir]).catch((error) => error);
    expect(message).toMatch(/^gatehouse token bob --aws: no identity pool takes the tokens/);
  });
});
