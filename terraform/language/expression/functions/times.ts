import { refused, type Value } from "../value";
import { text } from "./define";
import { defineContents } from "./kinds";

/** Functions of points in time, as RFC 3339 writes them. */
export const timeFunctions = defineContents({
  formatdate: ([pattern, of]) => formatDate(text(pattern), timeIn(text(of))),
  timeadd: ([of, duration]) => {
    const { at, offset } = timeIn(text(of));
    return written(at + nanoseconds(text(duration)), offset);
  },
  timecmp: ([a, b]) => {
    const [left, right] = [timeIn(text(a)).at, timeIn(text(b)).at];
    return left < right ? -1 : Number(left > right);
  },
});

interface Time {
  /** Nanoseconds since 1970. */
  readonly at: bigint;
  /** Minutes east of UTC. */
  readonly offset: number;
}

const TIME = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:Z|([-+])(\d\d):(\d\d))$/;
const SECOND = 1_000_000_000n;

function timeIn(of: string): Time {
  const [whole, date = "", clock = "", fraction = "", sign, hours = "0", minutes = "0"] = TIME.exec(of) ?? [];
  const milliseconds = Date.parse(`${date}T${clock}Z`);
  const isDate = whole !== undefined && !Number.isNaN(milliseconds);
  // Date.parse takes the 31st of every month.
  if (
    !isDate ||
    new Date(milliseconds).toISOString().slice(0, 10) !== date ||
    Number(hours) > 23 ||
    Number(minutes) > 59
  )
    throw refused(`${JSON.stringify(of)} is no time as RFC 3339 has it`);
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
  const at = (BigInt(milliseconds) / 1000n - BigInt(offset) * 60n) * SECOND + BigInt(fraction.padEnd(9, "0"));
  return { at, offset };
}

function written(at: bigint, offset: number): string {
  const local = localDate({ at, offset });
  if (Number.isNaN(local.getTime())) throw refused("a time out of range");
  return `${local.toISOString().slice(0, 19)}${zone(offset, ":")}`;
}

function localDate({ at, offset }: Time): Date {
  const seconds = at / SECOND - (at < 0n && at % SECOND !== 0n ? 1n : 0n);
  return new Date(Number(seconds) * 1000 + offset * 60_000);
}

const UNITS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** A duration of Go's: `1h30m`, `-1.5s`. */
function nanoseconds(duration: string): bigint {
  const [whole, sign, parts = ""] =
    /^([-+]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+|0)$/.exec(duration) ?? [];
  if (whole === undefined) throw refused(`${JSON.stringify(duration)} is no duration`);
  let total = 0;
  for (const [, number, unit = ""] of parts.matchAll(/([\d.]+)([a-zµ]+)/g))
    total += Number(number) * (UNITS[unit] ?? 0);
  // Go keeps 64 bits.
  if (total >= 2 ** 63) throw refused(`${JSON.stringify(duration)} is too long a duration`);
  return BigInt(Math.round(total)) * (sign === "-" ? -1n : 1n);
}

function zone(offset: number, colon: string, utc = "Z"): string {
  if (offset === 0) return utc;
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${offset < 0 ? "-" : "+"}${two(hours)}${colon}${two(minutes)}`;
}

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** What each sequence of letters stands for. */
const SEQUENCES: Readonly<Record<string, (time: Date, offset: number) => string>> = {
  YYYY: (time) => String(time.getUTCFullYear()).padStart(4, "0"),
  YY: (time) => two(time.getUTCFullYear() % 100),
  MMMM: (time) => MONTHS[time.getUTCMonth()] ?? "",
  MMM: (time) => (MONTHS[time.getUTCMonth()] ?? "").slice(0, 3),
  MM: (time) => two(time.getUTCMonth() + 1),
  M: (time) => String(time.getUTCMonth() + 1),
  DD: (time) => two(time.getUTCDate()),
  D: (time) => String(time.getUTCDate()),
  EEEE: (time) => DAYS[time.getUTCDay()] ?? "",
  EEE: (time) => (DAYS[time.getUTCDay()] ?? "").slice(0, 3),
  hh: (time) => two(time.getUTCHours()),
  h: (time) => String(time.getUTCHours()),
  HH: (time) => two(time.getUTCHours() % 12 || 12),
  H: (time) => String(time.getUTCHours() % 12 || 12),
  AA: (time) => (time.getUTCHours() < 12 ? "AM" : "PM"),
  aa: (time) => (time.getUTCHours() < 12 ? "am" : "pm"),
  mm: (time) => two(time.getUTCMinutes()),
  m: (time) => String(time.getUTCMinutes()),
  ss: (time) => two(time.getUTCSeconds()),
  s: (time) => String(time.getUTCSeconds()),
  ZZZZZ: (_, offset) => zone(offset, ":", "+00:00"),
  ZZZZ: (_, offset) => zone(offset, "", "+0000"),
  ZZZ: (_, offset) => zone(offset, "", "UTC"),
  Z: (_, offset) => zone(offset, ":"),
};

function formatDate(pattern: string, time: Time): Value {
  const local = localDate(time);
  return pattern.replace(/'((?:[^']|'')*)'|'|([a-zA-Z])\2*/g, (found, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted.replaceAll("''", "'");
    const write = Object.hasOwn(SEQUENCES, found) ? SEQUENCES[found] : undefined;
    if (!write) throw refused(`formatdate() with ${found}`);
    return write(local, time.offset);
  });
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
