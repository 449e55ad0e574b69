import { lstatSync, readdirSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { GateError } from "../error";
import { ENTRIES } from "./fresh";

const GROUP_OR_OTHERS_WRITE = 0o022;
const GROUP_OR_OTHERS_ENTER = 0o011;

/**
 * The gate trusts what it finds in its state folder: its keys sign tokens, and code is run from there. So the folder and
 * what it keeps in it must belong to the user it runs as, and nobody else may write there. Windows has no such owners.
 *
 * @param user the id of that user; undefined on Windows
 * @throws {GateError} `STATE_FOREIGN`
 */
export function refuseForeignState(stateDir: string, user = process.geteuid?.()): void {
  if (user === undefined) return;
  // A link says where the folder is, so it counts like the folder.
  const link = lstatSync(stateDir);
  if (link.isSymbolicLink()) refuseOwner(stateDir, link, user);
  const folder = statSync(stateDir);
  refuseOwner(stateDir, folder, user);
  refuseWritable(stateDir, folder);
  const isClosed = (folder.mode & GROUP_OR_OTHERS_ENTER) === 0;
  for (const name of [...ENTRIES, "code"]) refuseEntry(join(stateDir, name), { user, isClosed });
}

/** @param isClosed whether others cannot come to it: its own mode says nothing more then */
function refuseEntry(
  path: string,
  { isClosed, user }: { readonly user: number; readonly isClosed: boolean },
): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return;
  refuseOwner(path, found, user);
  if (found.isSymbolicLink())
    throw foreign(`${path} is a link, and the gate makes none: somebody else did. Remove it`);
  if (!isClosed) refuseWritable(path, found);
  if (!found.isDirectory() || path.endsWith("code")) return;
  const inside = { user, isClosed: isClosed || (found.mode & GROUP_OR_OTHERS_ENTER) === 0 };
  for (const name of readdirSync(path)) refuseEntry(join(path, name), inside);
}

function refuseOwner(path: string, { uid }: Stats, user: number): void {
  if (uid === user) return;
  throw foreign(
    `${path} belongs to the user ${uid}, and the gate runs as ${user}: who owns it could read its keys and change ` +
      "what it runs. Remove it, or name another folder with --state",
  );
}

function refuseWritable(path: string, { mode }: Stats): void {
  if ((mode & GROUP_OR_OTHERS_WRITE) === 0) return;
  throw foreign(
    `${path} can be written by other users (mode ${(mode & 0o777).toString(8)}). If nobody did, "chmod go-w ${path}"; ` +
      "else name another folder with --state",
  );
}

function foreign(message: string): GateError {
  return new GateError("STATE_FOREIGN", `${message}.`);
}
