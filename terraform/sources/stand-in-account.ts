import type { HclFiles } from "./hcl";
import type { Root, TerraformSource } from "./source";

/** Stands for the account of Terraform that does not tell its own. */
export const STAND_IN = "123456789012";
const STEP = 98_765_432_101n;

/**
 * Roots that remember what they are made of, so that an account that the Terraform writes out is not taken for the one
 * that stands in for the API's.
 */
export class WrittenAccounts {
  readonly roots: readonly Root[];
  private readonly texts: string[] = [];

  constructor(roots: readonly Root[]) {
    this.roots = roots.map((root) => ({ ...root, source: this.read(root.source) }));
  }

  /** Whether an account is written out in what was read so far. */
  has(account: string): boolean {
    return (
      this.texts.some((text) => text.includes(account)) ||
      this.roots.some(({ source }) => isIn(writtenIn(source), account))
    );
  }

  /** The next account that may stand in, which is not written out. */
  standIn(account: string = STAND_IN): string {
    return this.has(account) ? this.standIn(following(account)) : account;
  }

  private read(source: TerraformSource): TerraformSource {
    if (source.kind !== "hcl" || !source.readText) return source;
    const { readText } = source;
    const remembering = (path: string) => {
      const text = readText(path);
      if (text !== undefined) this.texts.push(text);
      return text;
    };
    return { ...source, readText: remembering };
  }
}

function following(account: string): string {
  return String((BigInt(account) + STEP) % 1_000_000_000_000n).padStart(12, "0");
}

/** A plan and a state tell their accounts by ARNs. */
function writtenIn(source: TerraformSource): unknown {
  if (source.kind === "hcl") return ofConfiguration(source);
  return source.kind === "stacks"
    ? source.stacks.map(({ document, modules }) => [document, modules?.files])
    : undefined;
}

function ofConfiguration({ files, given }: HclFiles): unknown {
  return [files.map((file) => ("json" in file ? file.json : undefined)), given];
}

function isIn(value: unknown, text: string): boolean {
  if (typeof value === "string") return value.includes(text);
  if (typeof value === "number") return String(value) === text;
  return typeof value === "object" && value !== null && Object.values(value).some((one) => isIn(one, text));
}
