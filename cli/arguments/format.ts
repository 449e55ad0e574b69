import { UsageError } from "../error";

/**
 * The renderer that --format names; text by default.
 *
 * @throws UsageError `FORMAT_UNKNOWN`
 */
export function formatNamed<T>(formats: Readonly<Record<string, T>>, name = "text"): T {
  const found = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (found !== undefined) return found;
  throw new UsageError(
    "FORMAT_UNKNOWN",
    `--format ${name}: expected one of ${Object.keys(formats).join(", ")}.`,
  );
}
