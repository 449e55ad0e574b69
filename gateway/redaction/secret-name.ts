import { keep } from "../keep";

/** Parts of the names of headers, parameters and fields whose values are credentials, without what separates words. */
const PART =
  /authorization|cookie|password|passwd|passphrase|passcode|pwd|secret|signature|credential|apikey|accesskey|privatekey|identitysource|assertion|verifier|samlresponse/;
const END = /(?:token\d*|csrf|pass)$/;
/** Words that are too short to be looked for within others. */
const WORD = new Set(["otp", "totp", "session", "jwt", "bearer"]);
const LAST_WORD = new Set(["auth", "pin"]);

/** Whether a name says that its value is a credential: `Authorization`, `new_password`, `x-auth`, `sessionId`. */
export function isSecretName(name: string): boolean {
  const known = judged.get(name);
  if (known !== undefined) return known;
  const isSecret = saysSecret(name);
  if (name.length < LONGEST) keep(judged, name, isSecret, KEPT);
  return isSecret;
}

/** Headers and events have few different names. */
const judged = new Map<string, boolean>();
const KEPT = 2_000;
/** Characters of a name that is kept: callers choose names. */
const LONGEST = 100;

function saysSecret(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "");
  const compact = words.join("");
  return (
    PART.test(compact) ||
    END.test(compact) ||
    words.some((word) => WORD.has(word)) ||
    LAST_WORD.has(words.at(-1) ?? "")
  );
}
