import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gatehouse } from "../../cli/gatehouse";
import { captured } from "./captured";

/** Wrong arguments: one sentence on stderr, nothing on stdout, status 2. */

const command = (args: readonly string[]) => captured(gatehouse, ...args);

test.each([
  ["an unknown command", ["serve"], /No command "serve"; there are start/],
  ["a misspelt command", ["strat"], /No command "strat".* Did you mean "start"\?$/m],
  ["an unknown option", ["start", "--nothing"], /--nothing.*takes --port/],
  [
    "a misspelt option",
    ["start", "--prot", "1"],
    /^gatehouse: Unknown option '--prot'\. Did you mean "--port"\?$/m,
  ],
  [
    "an option without its value",
    ["start", "--port"],
    /^gatehouse: Option '--port <value>' argument missing\.$/m,
  ],
  ["an argument too many", ["start", "nothing-here"], /nothing-here.*takes --port/],
  ["a folder without its option", ["start", "."], /Unexpected argument '\.'\. Did you mean --from \.\?$/m],
  [
    "a port that npm kept the option of",
    ["start", "3005"],
    /With npm, options come after --: npm start -- --port 3005/,
  ],
  ["a port that is none", ["start", "--port", "http"], /--port http: expected a number from 0 to 65534/],
  ["a port out of range", ["start", "--port", "65535"], /--port 65535/],
  [
    "an address that is none",
    ["start", "--source-ip", "localhost"],
    /--source-ip localhost: expected one address/,
  ],
  [
    "a backend without its place",
    ["start", "--backend", "https://a.example"],
    /--backend https:\/\/a.example: expected FROM=TO/,
  ],
  [
    "a backend with a path",
    ["start", "--backend", "https://a.example=http://localhost:1/x"],
    /expected FROM=TO/,
  ],
  [
    "a backend twice",
    [
      "start",
      "--backend",
      "https://a.example=http://localhost:1",
      "--backend",
      "https://a.example:443=http://localhost:2",
    ],
    /--backend is given twice for https:\/\/a.example\./,
  ],
  [
    "a folder that is not there",
    ["start", "--from", "/nonexistent"],
    /There is no file or folder \/nonexistent\./,
  ],
  [
    "an environment for a folder that is synthesized already",
    ["start", "--from", "/nonexistent", "--environment", "prod"],
    /--from \/nonexistent and --environment prod: expected one of them/,
  ],
  ["a module without a folder", ["module"], /takes DIR, the folder to write the module to, found none/],
  [
    "a misspelt format",
    ["access", "--format", "markdwon"],
    /--format markdwon: expected one of text, .* Did you mean "markdown"\?$/m,
  ],
  ["an option of another command", ["synth", "--state", "x"], /--state.*takes --environment/],
])("%s", async (_, args, message) => {
  const { err, out, status } = await command(args);
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(err).toMatch(message);
  expect(err.trim().split("\n")).toHaveLength(1);
});

test("outside of a project", async () => {
  const cwd = jest.spyOn(process, "cwd").mockReturnValue("/");
  const { err, status } = await command(["start"]);
  cwd.mockRestore();
  expect({ err, status }).toEqual({
    status: 2,
    err: "gatehouse: No cdktf.json in / or above it; run it in a Gatehouse project, or give --from PATH.\n",
  });
});

test("a command that is asked for help gives it, and does nothing else", async () => {
  const { err, out, status } = await command(["start", "--help"]);
  expect({ status, err }).toEqual({ status: 0, err: "" });
  expect(out).toContain("--backend FROM=TO");
});

test("no command at all is answered with the help, and with status 2", async () => {
  const { out, status } = await command([]);
  expect(status).toBe(2);
  expect(out).toMatch(/^gatehouse <command>/);
});

test("the version is that of package.json", async () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8"));
  expect(await command(["--version"])).toEqual({ status: 0, out: `${version}\n`, err: "" });
});
