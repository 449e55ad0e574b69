import { createHash, timingSafeEqual } from "node:crypto";

/** Whether two secrets are equal, compared in constant time. */
export function sameText(a: string, b: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
