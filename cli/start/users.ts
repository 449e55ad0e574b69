import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type ListedUsers, readListedUsers } from "../../gateway";
import { UsageError } from "../error";
import { unknownSetting } from "../sources/settings-fields";

/**
 * The users that a file lists: the one that is named, a list or an object with `users`; else `users` of the project's
 * gatehouse.json. It is read each time, so that a change of it counts.
 *
 * @returns `undefined` where there is no list
 * @throws UsageError `USERS_UNREADABLE`, `CONFIG_BROKEN`; GateError `USERS_INVALID`
 */
export function listedUsers(named: string | undefined, root: string): ListedUsers | undefined {
  const file = named ?? join(root, "gatehouse.json");
  if (named === undefined && !existsSync(file)) return undefined;
  const shown = named ?? (relative(process.cwd(), file) || file);
  const content = parsed(file, shown);
  if (named !== undefined && Array.isArray(content)) return readListedUsers(content, shown);
  const users = (content as { readonly users?: unknown } | null)?.users;
  const odd = named === undefined && isObject(content) ? unknownSetting(content) : undefined;
  if (odd !== undefined) throw new UsageError("CONFIG_BROKEN", `${shown} ${odd}`);
  if (users !== undefined) return readListedUsers(users, `${shown}: users`);
  if (named === undefined) return undefined;
  throw new UsageError(
    "USERS_UNREADABLE",
    `--users ${named}: expected a list of users, or an object with "users".`,
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parsed(file: string, shown: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new UsageError("USERS_UNREADABLE", `${shown}: expected a file that can be read.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError("USERS_UNREADABLE", `${shown} is not JSON: ${(error as Error).message}`);
  }
}
