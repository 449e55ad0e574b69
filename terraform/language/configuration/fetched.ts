import type { FetchedModule, JsonObject } from "./stack";

/**
 * Why a module that `terraform init` fetched earlier is not the one that a call means today; undefined where it is.
 * Terraform itself asks for another `terraform init` then.
 */
export function staleness(fetched: FetchedModule, { source, version }: JsonObject): string | undefined {
  if (fetched.source !== undefined && !isSame(String(source), fetched.source))
    return `terraform init fetched ${fetched.source} in its place`;
  if (fetched.version !== undefined && typeof version === "string" && !admits(version, fetched.version))
    return `terraform init fetched the version ${fetched.version}, and ${version} is asked for`;
  return undefined;
}

/** Terraform writes `registry.terraform.io/acme/api/aws` for `acme/api/aws`, and `git::https://` before other addresses. */
function isSame(written: string, fetched: string): boolean {
  const [short, long] = [plain(written), plain(fetched)];
  return long === short || long.endsWith(`/${short}`);
}

function plain(source: string): string {
  return source
    .replace(/^\w+::/, "")
    .replace(/^(https?|ssh):\/\/(\w+@)?|^git@/, "")
    .replace(/\.git(?=$|[?/])/, "")
    .replace(/^([\w.-]+):(?!\/)/, "$1/");
}

const COMPARED: Readonly<Record<string, (order: number) => boolean>> = {
  "=": (order) => order === 0,
  "!=": (order) => order !== 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
};

/**
 * Whether a version constraint admits a version. One that is not understood admits any.
 * https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
function admits(constraint: string, version: string): boolean {
  return constraint.split(",").every((part) => {
    const [, operator = "=", wanted = ""] = /^\s*(=|!=|>=?|<=?|~>)?\s*v?(\d+(?:\.\d+)*)\s*$/.exec(part) ?? [];
    if (wanted === "") return true;
    if (operator !== "~>") return COMPARED[operator]?.(order(version, wanted)) ?? true;
    const fixed = wanted.split(".").slice(0, -1);
    return (
      order(version, wanted) >= 0 && fixed.every((number, at) => Number(number) === numbers(version)[at])
    );
  });
}

function order(one: string, other: string): number {
  const [left, right] = [numbers(one), numbers(other)];
  const at = [0, 1, 2].find((place) => (left[place] ?? 0) !== (right[place] ?? 0));
  return at === undefined ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

function numbers(version: string): readonly number[] {
  return version.split(/[.+-]/).map(Number);
}
