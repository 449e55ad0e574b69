import type { Cell, MatrixRoute } from "../../../terraform/access/matrix";
import { describeRequirements } from "../../../terraform/access/requirements";

/** How cells are shown, and what each sign that occurs means. */
export interface Marks {
  /** `yes`; `key` with an API key; `if1`, … with what else a request needs; `·` denied; `?` unknown. */
  mark(cell: Cell): string;
  readonly legend: readonly { readonly mark: string; readonly meaning: string }[];
}

const MEANING = {
  yes: "allowed",
  key: "allowed with an API key",
  "·": "denied",
  "?": "the Terraform does not say, or it depends on the request",
} as const;

export function marksOf(routes: readonly MatrixRoute[]): Marks {
  const needs = new Map<string, string>();
  const seen = new Set<string>();
  const mark = ({ decision, requires = [] }: Cell): string => {
    if (decision !== "allow") return decision === "deny" ? "·" : "?";
    if (requires.length === 0) return "yes";
    const need = describeRequirements(requires);
    if (requires.length === 1 && requires[0] === "api-key") return "key";
    const known = needs.get(need) ?? `if${needs.size + 1}`;
    needs.set(need, known);
    return known;
  };
  for (const { cells } of routes) for (const cell of cells) seen.add(mark(cell));
  const plain = Object.entries(MEANING).filter(([sign]) => seen.has(sign));
  const [allowed, others] = [plain.filter(([sign]) => !/[·?]/.test(sign)), plain.slice(-2)];
  return {
    mark,
    legend: [
      ...allowed,
      ...[...needs].map(([need, sign]) => [sign, `allowed ${need}`] as const),
      ...others.filter(([sign]) => /[·?]/.test(sign)),
    ].map(([sign, meaning]) => ({ mark: sign, meaning })),
  };
}
