import { createHash } from "node:crypto";
import type { Value } from "../expression";
import type { Self } from "./assigned";

/** Attributes of the data sources of the provider `local` that read a file, each made from its text. */
const MADE: Readonly<Record<string, (text: string) => string>> = {
  content: (text) => text,
  content_base64: (text) => Buffer.from(text).toString("base64"),
  content_base64sha256: (text) => hashed("sha256", text, "base64"),
  content_base64sha512: (text) => hashed("sha512", text, "base64"),
  content_md5: (text) => hashed("md5", text, "hex"),
  content_sha1: (text) => hashed("sha1", text, "hex"),
  content_sha256: (text) => hashed("sha256", text, "hex"),
  content_sha512: (text) => hashed("sha512", text, "hex"),
  id: (text) => hashed("sha1", text, "hex"),
};

export const fileAttributes: Readonly<Record<string, (self: Self) => Value | undefined>> = Object.fromEntries(
  Object.entries(MADE).map(([name, made]) => [
    name,
    (self: Self) => {
      const text = textOf(self);
      return typeof text === "string" ? made(text) : text;
    },
  ]),
);

/** The text of the file, which a resource may write first; undefined where it is not known which one is read. */
function textOf(self: Self): Value | undefined {
  const path = self.has("filename") ? self.get("filename") : undefined;
  if (typeof path !== "string") return undefined;
  const [writer, second] = ["local_file", "local_sensitive_file"].flatMap((type) =>
    self.find(type, { filename: path }),
  );
  if (writer) return second ? undefined : writer.get("content");
  return self.has("depends_on") ? undefined : self.file?.(path);
}

function hashed(algorithm: string, text: string, encoding: "base64" | "hex"): string {
  return createHash(algorithm).update(text).digest(encoding);
}
