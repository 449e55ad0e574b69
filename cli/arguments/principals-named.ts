import type { AccessMatrix } from "../../terraform/access/matrix";
import { UsageError } from "../error";

/**
 * The principals that --as names, with commas between them: `group:user`, or `user` where only one has that name. Several
 * are one caller, such as a user in two groups.
 *
 * @returns their places in the matrix's principals, each once
 * @throws UsageError `PRINCIPAL_UNKNOWN`, `PRINCIPAL_AMBIGUOUS`
 */
export function principalsNamed({ principals }: AccessMatrix, text: string): readonly number[] {
  // A comma may be part of a group's name.
  const names = principals.includes(text) ? [text] : text.split(",").map((name) => name.trim());
  const found = names.map((name) => principals.indexOf(principalNamed(principals, name)));
  return [...new Set(found)];
}

function principalNamed(principals: readonly string[], text: string): string {
  if (principals.includes(text)) return text;
  const short = principals.filter((name) => name.slice(name.indexOf(":") + 1) === text);
  const [found, second] = short;
  if (found !== undefined && second === undefined) return found;
  throw new UsageError(
    second === undefined ? "PRINCIPAL_UNKNOWN" : "PRINCIPAL_AMBIGUOUS",
    second === undefined
      ? `--as ${text}: there are ${listed(principals)}.`
      : `--as ${text}: that is ${short.join(" or ")}.`,
  );
}

function listed(names: readonly string[]): string {
  return names.length > 12
    ? `${names.slice(0, 12).join(", ")} and ${names.length - 12} more`
    : names.join(", ");
}
