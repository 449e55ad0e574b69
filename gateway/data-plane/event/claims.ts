/**
 * The claims of a token as API Gateway passes them to a function: every value is a string. Lists are joined by
 * commas, `exp` and `iat` are dates in words, and objects and null are left out.
 */
export function renderClaims(claims: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const known = renderings.get(claims) ?? rendering(claims);
  renderings.set(claims, known);
  return known;
}

/** A token that was verified before has the same claims again. */
const renderings = new WeakMap<object, Readonly<Record<string, string>>>();

function rendering(claims: Readonly<Record<string, unknown>>): Record<string, string> {
  const rendered = Object.entries(claims).flatMap(([name, value]) => {
    const text = renderClaim(name, value);
    return text === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(rendered);
}

function renderClaim(name: string, value: unknown): string | undefined {
  if ((name === "exp" || name === "iat") && typeof value === "number") return dateInWords(value);
  if (Array.isArray(value))
    return value.every((entry) => typeof entry !== "object") ? value.join(",") : undefined;
  return typeof value === "object" || value === undefined ? undefined : String(value);
}

/** `Tue Jun 18 15:00:04 UTC 2024`, from seconds since 1970. */
function dateInWords(seconds: number): string {
  const [weekday, day, month, year, time] = new Date(seconds * 1_000)
    .toUTCString()
    .replace(",", "")
    .split(" ");
  return `${weekday} ${month} ${day} ${time} UTC ${year}`;
}
