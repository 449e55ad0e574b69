import { randomBytes } from "node:crypto";
import { findSession, issueCredentials } from "../../../gateway/credentials/session";
import { makeSeal } from "../../../gateway/state/seal";

const key = randomBytes(32).toString("base64");
const seal = makeSeal(key);

test("what was sealed opens again, under the same key after a restart too", () => {
  const text = seal.close("kind", { a: 1 });
  expect(seal.open("kind", text)).toEqual({ a: 1 });
  expect(makeSeal(key).open("kind", text)).toEqual({ a: 1 });
});

test("it does not open under another purpose, under another key, or changed in any byte", () => {
  const text = seal.close("kind", { a: 1 });
  expect(seal.open("other", text)).toBeUndefined();
  expect(makeSeal(randomBytes(32).toString("base64")).open("kind", text)).toBeUndefined();
  const bytes = Buffer.from(text, "base64");
  for (let i = 0; i < bytes.length; i++) {
    const changed = Buffer.from(bytes);
    changed[i] = (changed[i] ?? 0) ^ 1;
    expect(seal.open("kind", changed.toString("base64"))).toBeUndefined();
  }
  for (const other of ["", "x", `${text}=`, ` ${text}`, text.slice(0, -4)])
    expect(seal.open("kind", other)).toBeUndefined();
});

describe("credentials", () => {
  const session = { roleArn: "arn:aws:iam::123456789012:role/r", roleId: "AROAX", sessionName: "s" };
  const expires = new Date("2026-01-02T03:04:05Z");

  test("lead back to their session", () => {
    const issued = issueCredentials(session, expires, seal);
    expect(findSession(issued.accessKeyId, issued.sessionToken, seal)).toEqual({ ...session, ...issued });
  });

  test("a key id counts with its own token only, and two sessions share nothing", () => {
    const first = issueCredentials(session, expires, seal);
    const second = issueCredentials(session, expires, seal);
    expect(new Set([first, second].map(({ secretAccessKey }) => secretAccessKey)).size).toBe(2);
    expect(findSession(first.accessKeyId, second.sessionToken, seal)).toBeUndefined();
    expect(findSession(first.accessKeyId, undefined, seal)).toBeUndefined();
    expect(findSession(first.accessKeyId, seal.close("refresh-token", { session }), seal)).toBeUndefined();
  });
});
