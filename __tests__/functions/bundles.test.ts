import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { type BuildResult, buildSync } from "esbuild";
import { headerOf, NOW, payloadOf } from "./support/issuer";
import { jwksOf, rsaKey, signText } from "./support/tokens";

const root = join(__dirname, "../..");
const SHARED = ["handler", "token-verifier"];
const names = readdirSync(join(root, "functions")).filter((name) => !SHARED.includes(name));
const folder = mkdtempSync(join(tmpdir(), "bundles-"));

function bundle(name: string): {
  readonly file: string;
  readonly metafile: NonNullable<BuildResult["metafile"]>;
} {
  const file = join(folder, name, "index.js");
  const { metafile } = buildSync({
    entryPoints: [join(root, "functions", name, "index.ts")],
    outfile: file,
    absWorkingDir: root,
    bundle: true,
    minify: true,
    metafile: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    logLevel: "silent",
  });
  return { file, metafile };
}

/** Budgets of the bundles in bytes, some percent above what they are: larger ones start more slowly. */
const MAX_BYTES: Readonly<Record<string, number>> = {
  account: 610_000,
  "api-keys": 625_000,
  authorizer: 17_500,
  health: 2_900,
  inventory: 605_000,
  pets: 615_000,
  products: 615_000,
  "token-scopes": 2_600,
};

/** Among them no fetch(), which loads an HTTP client of its own, for 27 ms. */
const MODULES_OF_NODE = [
  ...[
    "buffer",
    "crypto",
    "diagnostics_channel",
    "events",
    "fs",
    "http",
    "https",
    "net",
    "path",
    "perf_hooks",
  ],
  ...["stream", "string_decoder", "timers", "tls", "url", "util"],
];

const bundles = new Map(names.map((name) => [name, bundle(name)]));

afterAll(() => rmSync(folder, { recursive: true }));

describe.each(names)("the bundle of %s", (name) => {
  const { metafile, file } = bundles.get(name) as ReturnType<typeof bundle>;
  const inputs = Object.keys(metafile.inputs);

  it("holds its own folder, the shared ones, the contract, and packages that it may use", () => {
    const foreign = inputs.filter(
      (input) =>
        !input.startsWith("contract/") &&
        !input.startsWith(`functions/${name}/`) &&
        !SHARED.some((folder) => input.startsWith(`functions/${folder}/`)) &&
        !input.includes("node_modules/"),
    );
    expect(foreign).toEqual([]);
    const packages = new Set(
      inputs.flatMap((input) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []),
    );
    const lean = ["authorizer", "token-scopes", "health"];
    const allowed = lean.includes(name)
      ? /^$/
      : /^(@aws-sdk\/.*|@smithy\/.*|@aws\/lambda-invoke-store|@aws-lambda-powertools\/.*|aws4fetch|valibot|bowser|mnemonist|obliterator)$/;
    expect([...packages].filter((one) => !allowed.test(one))).toEqual([]);
  });

  it("is not larger than its budget", () => {
    const { [name]: budget } = MAX_BYTES;
    expect(budget).toBeDefined();
    expect(metafile.outputs[relative(root, file)]?.bytes).toBeLessThanOrEqual(budget ?? 0);
  });
});

describe("what the authorizer loads at its start", () => {
  const script = `
    const before = new Set(process.moduleLoadList);
    require(process.argv[1]);
    const loaded = process.moduleLoadList.filter((one) => !before.has(one));
    process.stdout.write(JSON.stringify({ loaded, files: Object.keys(require.cache) }));`;
  const file = bundles.get("authorizer")?.file as string;
  const { files, loaded } = JSON.parse(
    execFileSync(process.execPath, ["-e", script, file], { encoding: "utf8" }),
  ) as { readonly files: readonly string[]; readonly loaded: readonly string[] };

  it("is one file, its bundle", () => {
    expect(files).toEqual([realpathSync(file)]);
  });

  it("are, of Node.js, the modules to fetch and to verify, and no more than 80 with what they need", () => {
    const names = loaded.flatMap((one) => /^NativeModule ([a-z][^/_]*)$/.exec(one)?.[1] ?? []);
    expect(names).toEqual(expect.arrayContaining(["crypto", "http", "https"]));
    expect(names.filter((name) => !MODULES_OF_NODE.includes(name))).toEqual([]);
    expect(loaded.length).toBeLessThanOrEqual(80);
  });
});

describe("the authorizer's bundle, with its settings and its table as it is deployed", () => {
  const key = rsaKey("one");
  const methodArn = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/GET/partner/pets";
  const server = createServer((_, response) => void response.end(jwksOf(key)));
  const file = bundles.get("authorizer")?.file as string;
  const roles = join(file, "../roles.json");
  const logged = jest.spyOn(console, "log").mockImplementation(() => {});
  const event = (claims: Readonly<Record<string, unknown>>) => ({
    type: "TOKEN",
    methodArn,
    authorizationToken: `Bearer ${signText(key, headerOf(key), payloadOf({ ...claims }))}`,
  });
  const soon = () => Math.floor(Date.now() / 1_000) + 60;
  const now = () => ({ iat: soon() - 60, exp: soon() });

  /** A new execution environment: the module is loaded anew, with these variables. */
  async function handle(event: unknown, changes: NodeJS.ProcessEnv = {}): Promise<unknown> {
    const { port } = server.address() as AddressInfo;
    const environment = {
      JWKS_URL: `http://127.0.0.1:${port}/jwks`,
      ISSUER: "https://issuer.example/",
      AUDIENCE: "https://api.example",
    };
    const before = process.env;
    process.env = { ...environment, ...changes };
    try {
      let run: (event: unknown, context: unknown) => Promise<unknown> = async () => {};
      jest.isolateModules(() => {
        run = require(file).handler;
      });
      return await run(event, { awsRequestId: "r1" });
    } finally {
      process.env = before;
    }
  }

  beforeAll(() => new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready)));
  beforeEach(() => {
    logged.mockClear();
    writeFileSync(roles, '{"roles":{"admin":{"allow":["GET/partner/pets"]}}}');
  });
  afterAll(() => {
    logged.mockRestore();
    server.close();
  });

  it("allows what roles.json opens to a token that the issuer's JWKS verifies", async () => {
    await expect(handle(event(now()))).resolves.toMatchObject({
      principalId: "alice-1",
      policyDocument: { Statement: [{ Effect: "Allow", Resource: [methodArn] }] },
    });
    expect(logged.mock.calls.map(([line]) => JSON.parse(line))).toEqual([
      {
        level: "INFO",
        message: "JWKS fetched",
        service: "authorizer",
        timestamp: expect.any(String),
        unusable: [],
      },
    ]);
  });

  it("refuses by the real clock", async () => {
    expect(NOW).toBeGreaterThan(0);
    await expect(handle(event({ iat: 1, exp: soon() - 120 }))).rejects.toThrow(/^Unauthorized$/);
    expect(logged.mock.calls.map(([line]) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ level: "WARN", code: "EXPIRY", requestId: "r1" }),
    );
  });

  it("refuses, and says why, when its issuer is not to be reached", async () => {
    await expect(handle(event(now()), { JWKS_URL: "http://127.0.0.1:1/jwks" })).rejects.toThrow(
      /^Unauthorized$/,
    );
    expect(logged.mock.calls.map(([line]) => JSON.parse(line))).toEqual([
      expect.objectContaining({
        level: "ERROR",
        message: "JWKS not available",
        problem: expect.stringContaining("ECONNREFUSED"),
      }),
      expect.objectContaining({ level: "WARN", code: "KEYS_UNAVAILABLE" }),
    ]);
  });

  it.each([
    ["AUDIENCE: is missing", { AUDIENCE: "" }],
    [
      "JWKS_URL: expected an https URL without credentials, or http to a loopback host",
      { JWKS_URL: "http://issuer.example" },
    ],
  ])("is a server error for %s", async (problem, changes) => {
    await expect(handle(event(now()), changes)).rejects.toThrow(problem);
  });

  it("is a server error without roles.json", async () => {
    rmSync(roles);
    await expect(handle(event(now()))).rejects.toThrow("roles.json: is missing beside the bundle");
  });
});
