import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createServer, type Server } from "node:tls";
import Ajv from "ajv";
import { pins } from "../../../cli/commands/pins";
import { amazonRoots } from "../../../cli/pins/amazon";
import { captured, fileOf, removeFolders } from "../captured";
import { type ChainFiles, chainFiles, pinByOpenssl } from "./chain-files";
import { refusals } from "./refusals";

/** `gatehouse pins`, with a chain that openssl made, and pins that openssl computes. */

let files: ChainFiles;
let server: Server;
let at: string;

beforeAll(async () => {
  files = chainFiles();
  server = createServer({ key: readFileSync(files.key), cert: readFileSync(files.chain) });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  at = `localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((done) => server.close(done));
  removeFolders();
});

const failure = (...args: string[]) => pins(args).catch((error) => error);

const validate = new Ajv().compile(
  JSON.parse(readFileSync(join(__dirname, "../../../schemas/pins.schema.json"), "utf8")),
);

async function reported(...args: string[]) {
  const { out } = await captured(pins, ...args, "--json");
  const report = JSON.parse(out);
  expect(validate(report) ? [] : validate.errors).toEqual([]);
  return report;
}

test("of a server, each key of its chain and of the root that it does not send", async () => {
  const { host, keys, pins: chosen } = await reported(at, "--ca", files.root);
  expect(host).toBe("localhost");
  expect(keys.map(({ key, pin, role }: Record<string, string>) => [role, key, pin])).toEqual([
    ["leaf", "P-256", pinByOpenssl(files.leaf)],
    ["intermediate", "P-384", pinByOpenssl(files.intermediate)],
    ["root", "RSA 2048", pinByOpenssl(files.root)],
  ]);
  expect(chosen).toEqual([pinByOpenssl(files.root)]);
});

test("of files the same, with a public key as a backup", async () => {
  const { keys, pins: chosen } = await reported(
    "--cert",
    files.root,
    "--cert",
    files.chain,
    "--backup",
    files.spare,
  );
  expect(keys.map(({ key, role }: Record<string, string>) => `${role} ${key}`)).toEqual([
    "root RSA 2048",
    "leaf P-256",
    "intermediate P-384",
    "backup P-521",
  ]);
  expect(chosen).toEqual([pinByOpenssl(files.root), pinByOpenssl(files.spare)]);
});

test("a server that is not trusted gives no pins", async () => {
  expect(await failure(at)).toMatchObject({
    code: "SERVER_UNREACHABLE",
    message: expect.stringContaining("no pins are taken of it"),
  });
  const [, port] = at.split(":");
  expect(await failure(`127.0.0.1:${port}`, "--ca", files.root)).toMatchObject({
    code: "SERVER_UNREACHABLE",
  });
});

test("nor does it where the environment turns the check of certificates off", async () => {
  const command = join(__dirname, "../../../cli/bin.js");
  const env = { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: "0" };
  const { err, out } = await new Promise<{ err: string; out: string }>((done) =>
    execFile(process.execPath, [command, "pins", at], { env }, (_, out, err) => done({ out, err })),
  );
  expect(out).toBe("");
  expect(err).toContain("no pins are taken of it");
});

const warned = async (...args: string[]) =>
  (await reported(...args)).warnings.map(({ id }: { id: string }) => id);

test("what may shut out the users of an app is warned of", async () => {
  const all = ["--cert", files.root, "--cert", files.chain];
  expect(await warned(...all, "--backup", files.spare)).toEqual([]);
  expect(await warned(...all)).toEqual(["no-backup"]);
  expect(await warned(...all, "--pin", "leaf", "--pin", "intermediate")).toEqual(["leaf", "intermediate"]);
  expect(await warned("--cert", files.leaf)).toEqual(["leaf", "no-backup"]);
});

test.each(["selfSigned", "selfSignedByName"] as const)(
  "a server's certificate that it signed itself is a leaf: %s",
  async (name) => {
    const { keys } = await reported("--cert", files[name]);
    expect(keys).toEqual([expect.objectContaining({ role: "leaf", pin: pinByOpenssl(files.leaf) })]);
    expect(await warned("--cert", files[name])).toContain("leaf");
  },
);

test("pins that outlive their certificate are warned of", async () => {
  const both = ["--cert", files.root, "--backup", files.spare, "--expires"];
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  expect(await warned(...both, day(31))).toEqual(["expires-late"]);
  expect(await warned(...both, day(29))).toEqual([]);
});

test.each([
  "abc123.execute-api.us-east-1.amazonaws.com",
  "cognito-idp.eu-central-1.amazonaws.com",
  "pets.auth.us-east-1.amazoncognito.com",
  "d111111abcdef8.cloudfront.net",
])("%s is AWS's name", async (host) => {
  expect(await warned("--cert", files.root, "--backup", files.spare, "--host", host)).toEqual([
    "aws-endpoint",
  ]);
});

test("a name of one's own is not", async () => {
  expect(
    await warned("--cert", files.root, "--backup", files.spare, "--host", "execute-api.example.com"),
  ).toEqual([]);
});

test("Amazon's roots are pinned together", async () => {
  const { rootCertificates } = jest.requireActual<typeof import("node:tls")>("node:tls");
  const { X509Certificate } = jest.requireActual<typeof import("node:crypto")>("node:crypto");
  const one = rootCertificates.find((text) =>
    new X509Certificate(text).subject.includes("CN=Amazon Root CA 3"),
  );
  const { pins: chosen, warnings } = await reported("--cert", fileOf("amazon.pem", one ?? ""));
  // As they are published, computed from the certificates that Node.js has.
  expect([...chosen].sort()).toEqual([
    "++MBgDH5WGvL9Bcn5Be30cRcL0f5O+NyoXuWtQdX1aI=",
    "9+ze1cZgR9KO1kZrVDxA4HQ6voHRCSVNz4RdTCx4U8U=",
    "KwccWaCgrnaw6tsrrSO61FgLacNgG2MMLq8GE6+oP5I=",
    "NqvDJlas/GRcYbcWE8S/IceH9cq77kg0jVhZeAPXq8k=",
    "f0KW/FtqTjs108NpYj42SrGvOB2PpxIVM8nWxjPqJGE=",
  ]);
  expect(amazonRoots().map(({ role }) => role)).toEqual(["root", "root", "root", "root", "root"]);
  expect(warnings.map(({ id }: { id: string }) => id)).toEqual(["aws-certificate"]);
});

const written = async (...more: string[]) => {
  const { out } = await captured(
    pins,
    "--cert",
    files.root,
    "--backup",
    files.spare,
    "--host",
    "api.example.com",
    ...more,
  );
  return out;
};

test("each format has both pins and the name", async () => {
  const [root, spare] = [pinByOpenssl(files.root), pinByOpenssl(files.spare)];
  const ios = await written("--for", "ios", "--subdomains");
  expect(ios).toContain("<key>api.example.com</key>");
  expect(ios).toContain("<key>NSIncludesSubdomains</key><true/>");
  expect(ios).toMatch(/NSPinnedCAIdentities[\s\S]*SPKI-SHA256-BASE64/);
  expect(ios).not.toContain("NSPinnedLeafIdentities");
  const android = await written("--for", "android", "--expires", "2027-06-30");
  expect(android).toContain('<domain includeSubdomains="false">api.example.com</domain>');
  expect(android).toContain('<pin-set expiration="2027-06-30">');
  const okhttp = await written("--for", "okhttp");
  expect(okhttp).toContain(`.add("api.example.com", "sha256/${root}")`);
  expect(await written("--for", "okhttp", "--subdomains")).toContain('.add("**.api.example.com", ');
  for (const text of [ios, android, okhttp]) for (const pin of [root, spare]) expect(text).toContain(pin);
});

test("TrustKit has both pins, and sends no reports to its vendor", async () => {
  const { out } = await captured(
    pins,
    ...["--cert", files.root, "--backup", files.intermediate, "--host", "api.example.com"],
    ...["--for", "trustkit", "--expires", "2027-06-30"],
  );
  expect(out).toContain("<key>TSKDisableDefaultReportUri</key><true/>");
  expect(out.match(/<string>[\w+/]{43}=<\/string>/g)).toEqual([
    `<string>${pinByOpenssl(files.root)}</string>`,
    `<string>${pinByOpenssl(files.intermediate)}</string>`,
  ]);
  const args = [
    "--cert",
    files.root,
    "--backup",
    files.spare,
    "--host",
    "api.example.com",
    "--for",
    "trustkit",
  ];
  expect(await failure(...args, "--expires", "2027-06-30")).toMatchObject({
    message: expect.stringContaining("cannot hash a key P-521"),
  });
});

test("a leaf is pinned as a leaf", async () => {
  const { out } = await captured(
    pins,
    ...[
      "--cert",
      files.leaf,
      "--backup",
      files.spare,
      "--pin",
      "leaf",
      "--host",
      "api.example.com",
      "--for",
      "ios",
    ],
  );
  expect(out).toMatch(/NSPinnedLeafIdentities[\s\S]*SPKI-SHA256-BASE64[\s\S]*SPKI-SHA256-BASE64/);
  expect(out).not.toContain("NSPinnedCAIdentities");
});

test.each(refusals)("%s is refused", async (_, args, code, message) => {
  expect(await failure(...args(files))).toMatchObject({ code, message: expect.stringMatching(message) });
});

test("what people read marks the keys to pin", async () => {
  const { err, out } = await captured(pins, "--cert", files.root, "--cert", files.chain);
  expect(out).toMatch(/^\* root {10}[\w+/]{43}= {2}O=Test, CN=Root \(RSA 2048, until /m);
  expect(out).toMatch(/^ {2}leaf/m);
  expect(err).toMatch(/^warning: There is one pin/);
});
