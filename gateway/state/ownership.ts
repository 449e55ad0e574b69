import { lstatSync, readdirSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { GateError } from "../error";
import { ENTRIES, TLS_FOLDER } from "./fresh";

const GROUP_OR_OTHERS_WRITE = 0o022;
const GROUP_OR_OTHERS_ENTER = 0o011;

/**
 * The gate trusts its state folder: the keys there sign tokens, and code is run from there. So the folder and its entries
 * must belong to the user that the gate runs as, and other users must not be able to write there. Windows has no such
 * owners.
 *
 * @param user the id of that user; undefined on Windows
 * @throws {GateError} `STATE_FOREIGN`
 */
export function refuseForeignState(stateDir: string, user = process.geteuid?.()): void {
  if (user === undefined) return;
  // A link decides which folder is used, so its owner is checked as well.
  const link = lstatSync(stateDir);
  if (link.isSymbolicLink()) refuseOwner(stateDir, link, user);
  const folder = statSync(stateDir);
  refuseOwner(stateDir, folder, user);
  refuseWritable(stateDir, folder);
  const isClosed = (folder.mode & GROUP_OR_OTHERS_ENTER) === 0;
  for (const name of [...ENTRIES, TLS_FOLDER, "code"]) refuseEntry(join(stateDir, name), { user, isClosed });
}

/** @param isClosed whether other users cannot enter its folder; its own mode does not matter then */
function refuseEntry(
  path: string,
  { isClosed, user }: { readonly user: number; readonly isClosed: boolean },
): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return;
  refuseOwner(path, found, user);
  if (found.isSymbolicLink()) throw foreign(`${path} is a link, which the gate never makes. Remove it`);
  if (!isClosed) refuseWritable(path, found);
  if (!found.isDirectory() || path.endsWith("code")) return;
  const inside = { user, isClosed: isClosed || (found.mode & GROUP_OR_OTHERS_ENTER) === 0 };
  for (const name of readdirSync(path)) refuseEntry(join(path, name), inside);
}

function refuseOwner(path: string, { uid }: Stats, user: number): void {
  if (uid === user) return;
  throw foreign(
    `${path} belongs to the user ${uid}, and the gate runs as ${user}: its owner could read the gate's keys and ` +
      "change the code that it runs. Remove it, or name another folder with --state",
  );
}

function refuseWritable(path: string, { mode }: Stats): void {
  if ((mode & GROUP_OR_OTHERS_WRITE) === 0) return;
  throw foreign(
    `${path} can be written by other users (mode ${(mode & 0o777).toString(8)}). If none has, "chmod go-w ${path}"; ` +
      "else name another folder with --state",
  );
}

function foreign(message: string): GateError {
  return new GateError("STATE_FOREIGN", `${message}.`);
}
