import { formatNamed, parseCommand } from "../arguments/parse-command";
import { writeFiles } from "../client/write";
import { UsageError } from "../error";
import { EXIT, type ExitStatus } from "../exit-status";
import { pinsHelp } from "../help/pins";
import { keysAt } from "../pins/certificate";
import { chainOf, parseServer, type Server } from "../pins/chain";
import { chosenKeys, parsePinned, warningsOf } from "../pins/choose";
import { PIN_FORMATS, type PinFile } from "../pins/formats";
import { jsonText } from "../render/json";
import { printable } from "../render/printable";
import type { PinsJson } from "../schemas/pins";
import { VERSION } from "../schemas/version";
import { readText } from "../sources/regular-file";

/** `gatehouse pins HOST[:PORT]`: what an app pins of a server's keys. */
export async function pins(args: readonly string[]): Promise<ExitStatus> {
  const { options, paths } = parseCommand(pinsHelp, args);
  const server = paths[0] === undefined ? undefined : parseServer(paths[0]);
  if ((server === undefined) === (options.cert === undefined))
    throw new UsageError("OPTIONS_CLASH", "expected one of HOST[:PORT] and --cert FILE.");
  if (options.json && options.for !== undefined)
    throw new UsageError("OPTIONS_CLASH", "--json and --for: expected one of them.");
  const format =
    options.for === undefined
      ? undefined
      : formatNamed<(file: PinFile) => string>(PIN_FORMATS, options.for, "--for");
  const expires = parseDay(options.expires);
  const chain = server
    ? await chainOf(server, authorityAt(options.ca))
    : (options.cert ?? []).flatMap((file) => keysAt(file));
  const keys = [...chain, ...(options.backup ?? []).flatMap((file) => keysAt(file, "backup"))];
  const host = hostOf(server, options.host);
  const chosen = chosenKeys(keys, parsePinned(options.pin ?? []));
  const warnings = warningsOf({ chosen, expires, host, keys }, new Date());
  const report: PinsJson = {
    version: VERSION,
    host: host ?? null,
    keys: keys.map((key) => ({ ...key })),
    pins: chosen.map(({ pin }) => pin),
    warnings: warnings.map((warning) => ({ ...warning })),
  };
  if (options.json) {
    writeFiles({ "pins.json": `${jsonText(report, 2)}\n` }, options.out);
    return EXIT.ok;
  }
  if (format) {
    const [only] = chosen;
    if (host === undefined)
      throw new UsageError(
        "ARGUMENT_MISSING",
        `--for ${options.for}: expected --host NAME, the name that apps call.`,
      );
    if (chosen.length < 2)
      throw new UsageError(
        "PINS_UNSAFE",
        `--for ${options.for}: ${only === undefined ? "there is no such key" : `there is one pin, of ${only.subject}`}; expected two, so that an app outlives a key. Give another by --backup FILE.`,
      );
    writeFiles(
      { pins: format({ host, subdomains: options.subdomains ?? false, expires, keys: chosen }) },
      options.out,
    );
  } else {
    writeFiles({ "pins.txt": textOf(report) }, options.out);
  }
  for (const { message } of warnings) process.stderr.write(`warning: ${printable(message)}\n`);
  return EXIT.ok;
}

/** What people read: each key of the chain, and which are to be pinned. */
function textOf({ keys, pins: chosen }: PinsJson): string {
  const lines = keys.map(({ key, notAfter, pin, role, subject }) => {
    const mark = chosen.includes(pin) ? "*" : " ";
    const until = notAfter === undefined ? "" : `, until ${notAfter.slice(0, 10)}`;
    return `${mark} ${role.padEnd(12)}  ${pin}  ${printable(subject)} (${key}${until})`;
  });
  const further = chosen.filter((pin) => !keys.some((key) => key.pin === pin));
  return [
    ...lines,
    ...further.map((pin) => `* ${"root".padEnd(12)}  ${pin}  of Amazon Trust Services`),
    "",
  ].join("\n");
}

function hostOf(server: Server | undefined, given: string | undefined): string | undefined {
  return given === undefined ? server?.host : parseServer(given).host;
}

/** @throws UsageError `SOURCE_MISSING` */
function authorityAt(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const read = readText(path, 1_000_000);
  if ("text" in read) return read.text;
  throw new UsageError("SOURCE_MISSING", `${path}: ${read.unreadable}.`);
}

/** @throws UsageError `DAY_INVALID` */
function parseDay(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const isDay =
    /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
  if (isDay) return text;
  throw new UsageError("DAY_INVALID", `--expires ${text}: expected a day such as 2027-06-30.`);
}
