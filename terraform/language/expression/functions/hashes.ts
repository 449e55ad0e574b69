import { createHash } from "node:crypto";
import { refused, type Value } from "../value";
import { text } from "./define";
import { defineContents } from "./kinds";

/** Functions of hashes. */
export const hashFunctions = defineContents({
  base64sha256: ([of]) => hash("sha256", text(of)).toString("base64"),
  base64sha512: ([of]) => hash("sha512", text(of)).toString("base64"),
  md5: ([of]) => hash("md5", text(of)).toString("hex"),
  sha1: ([of]) => hash("sha1", text(of)).toString("hex"),
  sha256: ([of]) => hash("sha256", text(of)).toString("hex"),
  sha512: ([of]) => hash("sha512", text(of)).toString("hex"),
  uuidv5: ([namespace, name]) => uuidv5(text(namespace), text(name)),
});

export function hash(algorithm: string, of: string | Buffer): Buffer {
  return createHash(algorithm).update(of).digest();
}

/** RFC 9562, appendix A. */
const NAMESPACES: Readonly<Record<string, string>> = {
  dns: "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
  url: "6ba7b811-9dad-11d1-80b4-00c04fd430c8",
  oid: "6ba7b812-9dad-11d1-80b4-00c04fd430c8",
  x500: "6ba7b814-9dad-11d1-80b4-00c04fd430c8",
};

function uuidv5(namespace: string, name: string): Value {
  const base = Object.hasOwn(NAMESPACES, namespace) ? NAMESPACES[namespace] : namespace;
  if (!base || !/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(base))
    throw refused(`uuidv5() in the namespace ${JSON.stringify(namespace)}`);
  const bytes = hash(
    "sha1",
    Buffer.concat([Buffer.from(base.replaceAll("-", ""), "hex"), Buffer.from(name)]),
  );
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = bytes.subarray(0, 16).toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
