import { UsageError } from "../error";
import { amazonRoots, isAmazons } from "./amazon";
import type { PinnedKey, Role } from "./certificate";

/** Why pins may shut out the users of an app. */
export interface PinWarning {
  readonly id:
    | "aws-endpoint"
    | "aws-certificate"
    | "expired"
    | "expires-late"
    | "intermediate"
    | "leaf"
    | "no-backup";
  readonly message: string;
}

/** The kinds of keys in a chain. */
export type Pinned = Exclude<Role, "backup">;
export const PINNED: readonly Pinned[] = ["root", "intermediate", "leaf"];

/** @throws UsageError `FORMAT_UNKNOWN` */
export function parsePinned(given: readonly string[]): readonly Pinned[] {
  return given.map((text) => {
    const found = PINNED.find((one) => one === text);
    if (found !== undefined) return found;
    throw new UsageError("FORMAT_UNKNOWN", `--pin ${text}: expected one of ${PINNED.join(", ")}.`);
  });
}

/**
 * The keys to pin: those of the asked kinds, or else the highest that there are; all of Amazon's roots where one of them
 * is meant; and the backups. Each key is there once.
 */
export function chosenKeys(keys: readonly PinnedKey[], wanted: readonly Pinned[]): readonly PinnedKey[] {
  const highest = PINNED.find((role) => keys.some((key) => key.role === role));
  const roles: readonly Role[] = wanted.length > 0 ? wanted : highest === undefined ? [] : [highest];
  const own = keys.filter(({ role }) => roles.includes(role));
  const roots = roles.includes("root") && isAmazons(keys) ? amazonRoots() : [];
  const backups = keys.filter(({ role }) => role === "backup");
  const all = [...own, ...roots, ...backups];
  return all.filter(({ pin }, at) => all.findIndex((other) => other.pin === pin) === at);
}

/** Names whose certificates are AWS's: their keys change without notice. */
const AWS_NAMES =
  /(^|\.)(execute-api|cognito-idp|cognito-identity|lambda-url|auth)(-fips)?\.[\w-]+\.(amazonaws\.com(\.cn)?|amazoncognito\.com|on\.aws)$|\.cloudfront\.net$/;

export function warningsOf(
  {
    chosen,
    expires,
    host,
    keys,
  }: {
    readonly chosen: readonly PinnedKey[];
    /** Day on which the pins end, `2027-06-30`. */
    readonly expires?: string | undefined;
    readonly host: string | undefined;
    readonly keys: readonly PinnedKey[];
  },
  now: Date,
): readonly PinWarning[] {
  const warnings: PinWarning[] = [];
  const say = (id: PinWarning["id"], message: string) => warnings.push({ id, message });
  if (host !== undefined && AWS_NAMES.test(host))
    say(
      "aws-endpoint",
      `${host} is AWS's name: AWS changes its certificates and keys without notice. Pin a custom domain of your own.`,
    );
  if (isAmazons(keys))
    say(
      "aws-certificate",
      "AWS Certificate Manager makes a new key at every renewal, and AWS advises against pins. If you must, pin all of Amazon's roots and nothing below them.",
    );
  if (chosen.some(({ role }) => role === "leaf"))
    say(
      "leaf",
      "A server's own key is pinned: a certificate with a new key shuts out every app that is installed.",
    );
  if (chosen.some(({ role }) => role === "intermediate"))
    say("intermediate", "An intermediate authority is pinned: authorities change those without notice.");
  if (chosen.length < 2)
    say(
      "no-backup",
      "There is one pin: when its key goes, every app that is installed is shut out. Give a key that is kept elsewhere by --backup FILE.",
    );
  for (const { notAfter, subject } of chosen)
    if (notAfter !== undefined && Date.parse(notAfter) < now.getTime())
      say("expired", `The certificate of ${subject} has expired on ${notAfter.slice(0, 10)}.`);
    else if (notAfter !== undefined && expires !== undefined && notAfter.slice(0, 10) < expires)
      say(
        "expires-late",
        `The pins hold until ${expires}, and the certificate of ${subject} ends on ${notAfter.slice(0, 10)}: if it is renewed with a new key, apps with these pins are shut out.`,
      );
  return warnings;
}
