import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tlsIdentity } from "../../../gateway/tls/identity";

/** The installation's authority, and the certificates that it signs. */

const NOW = new Date("2026-03-01T12:00:00Z");
const NAMES = ["localhost", "127.0.0.1", "::1"];
const DAY_MS = 86_400_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tls-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const authority = () => readFileSync(join(folder, "tls", "ca.pem"), "utf8");
const days = ({ validTo }: X509Certificate, from: Date) => (Date.parse(validTo) - from.getTime()) / DAY_MS;

test("the certificate is for its names, by the authority, and short enough for Apple", async () => {
  const { authorityFile, certificate } = await tlsIdentity(folder, [...NAMES, "pets.test", "10.0.2.2"], NOW);
  const [leaf, ca] = [new X509Certificate(certificate), new X509Certificate(readFileSync(authorityFile))];
  expect(leaf.checkIssued(ca) && leaf.verify(ca.publicKey)).toBe(true);
  expect([leaf.ca, ca.ca]).toEqual([false, true]);
  expect([leaf.checkHost("localhost"), leaf.checkHost("pets.test")]).toEqual(["localhost", "pets.test"]);
  expect([leaf.checkIP("127.0.0.1"), leaf.checkIP("10.0.2.2")]).toEqual(["127.0.0.1", "10.0.2.2"]);
  expect(leaf.checkIP("::1")).toBeDefined();
  expect(leaf.checkHost("evil.example")).toBeUndefined();
  expect(leaf.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
  expect(days(leaf, NOW)).toBe(90);
});

test("both are kept; the certificate is made anew a month before its end, and for further names", async () => {
  const first = await tlsIdentity(folder, NAMES, NOW);
  const ca = authority();
  expect((await tlsIdentity(folder, NAMES, new Date(NOW.getTime() + 59 * DAY_MS))).certificate).toBe(
    first.certificate,
  );
  const renewed = await tlsIdentity(folder, NAMES, new Date(NOW.getTime() + 61 * DAY_MS));
  expect(renewed.certificate).not.toBe(first.certificate);
  const named = await tlsIdentity(folder, [...NAMES, "pets.test"], new Date(NOW.getTime() + 61 * DAY_MS));
  expect(new X509Certificate(named.certificate).checkHost("pets.test")).toBe("pets.test");
  expect(authority()).toBe(ca);
});

test("only the owner can read the keys", async () => {
  await tlsIdentity(folder, NAMES, NOW);
  for (const name of ["ca-key.pem", "leaf-key.pem"])
    expect(statSync(join(folder, "tls", name)).mode & 0o077).toBe(0);
});

test("an authority that cannot be read is one clear error, and a broken certificate is made anew", async () => {
  const { certificate } = await tlsIdentity(folder, NAMES, NOW);
  writeFileSync(join(folder, "tls", "leaf.pem"), "broken");
  expect((await tlsIdentity(folder, NAMES, NOW)).certificate).not.toBe(certificate);
  writeFileSync(join(folder, "tls", "ca.pem"), "broken");
  await expect(tlsIdentity(folder, NAMES, NOW)).rejects.toMatchObject({ code: "STATE_BROKEN" });
});
