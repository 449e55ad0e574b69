import { UsageError } from "../error";

/** Narrower terminals are treated as this wide: one column of a table must fit. */
const NARROWEST = 40;

/**
 * How wide lines may be: as --width says, or the environment's COLUMNS, or the terminal. In a pipe or file lines are
 * not cut.
 *
 * @throws UsageError `WIDTH_INVALID`
 */
export function parseWidth(
  given: string | undefined,
  {
    columns,
    environment,
  }: { readonly columns: number | undefined; readonly environment: string | undefined },
): number {
  if (given !== undefined && !/^[1-9]\d{0,4}$/.test(given))
    throw new UsageError("WIDTH_INVALID", `--width ${given}: expected a number of characters, such as 120.`);
  const named = given ?? (/^[1-9]\d{0,4}$/.test(environment ?? "") ? environment : undefined);
  return Math.max(NARROWEST, named === undefined ? (columns ?? Number.POSITIVE_INFINITY) : Number(named));
}

/** Of this process's standard output. */
export function outputWidth(given: string | undefined): number {
  return parseWidth(given, { columns: process.stdout.columns, environment: process.env.COLUMNS });
}
