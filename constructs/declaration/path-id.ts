import { createHash } from "node:crypto";

/**
 * A path as a construct id: `/pets/{petId}` is `pets.-param-`. It does not depend on other paths, so that the addresses of
 * a route do not change with its siblings; nor on the name of a parameter, since API Gateway has one parameter below a
 * path, and a renamed one is the same resource.
 */
export function pathId(path: string): string {
  const segments = path.split("/").filter((segment) => segment !== "");
  if (segments.length === 0) return "root";
  const id = segments.map((segment) => (segment.startsWith("{") ? "-param-" : segment)).join(".");
  // "root" is the id of "/" itself.
  if (id !== "root" && segments.every((segment) => /^(\{.*\}|[A-Za-z0-9][A-Za-z0-9-]*)$/.test(segment)))
    return id;
  const unnamed = segments.map((segment) => (segment.startsWith("{") ? "{}" : segment)).join("/");
  return `${id}.${createHash("sha256").update(unnamed).digest("hex").slice(0, 6)}`;
}
