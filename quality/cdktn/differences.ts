import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One value that two syntheses of a stack do not share. */
export interface Difference {
  readonly stack: string;
  /** Names and positions from the top, with dots between them; empty for a stack that one side does not have. */
  readonly at: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Why a difference is no change of what is deployed: by its place, and by what stands there. */
interface Explanation {
  readonly at: string;
  readonly explains: (before: unknown, after: unknown) => boolean;
  readonly because: string;
}

const areVersions = (...values: readonly unknown[]) =>
  values.every((value) => typeof value === "string" && /^\d+\.\d+\.\d+$/.test(value));

const EXPLANATIONS: readonly Explanation[] = [
  {
    at: "//.metadata.version",
    explains: areVersions,
    because: "the library's version, in a comment that Terraform does not read",
  },
  {
    at: "terraform.required_providers.aws.source",
    explains: (before, after) => before === "aws" && after === "hashicorp/aws",
    because: "Terraform takes both for registry.terraform.io/hashicorp/aws, which states name",
  },
  {
    at: "terraform.required_providers.aws.version",
    explains: areVersions,
    because: "the provider's version that the classes were made from",
  },
];

/** @returns undefined for a difference that nothing explains */
export function explanationOf({ after, at, before }: Difference): string | undefined {
  return EXPLANATIONS.find((one) => one.at === at && one.explains(before, after))?.because;
}

/**
 * What two folders that cdktf or its fork wrote do not share. The stacks are parsed, so that spaces and the order of names
 * are no difference.
 *
 * @throws Error if either has no stack
 */
export function differences(before: string, after: string): readonly Difference[] {
  const [one, other] = [stacksIn(before), stacksIn(after)];
  const stacks = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...stacks].flatMap((stack) =>
    [...apart(one[stack], other[stack])].map((found) => ({ stack, ...found })),
  );
}

function stacksIn(folder: string): Readonly<Record<string, unknown>> {
  const stacks = join(folder, "stacks");
  const names = existsSync(stacks) ? readdirSync(stacks).sort() : [];
  if (names.length === 0) throw new Error(`${folder}: expected stacks`);
  return Object.fromEntries(
    names.map((name) => [name, JSON.parse(readFileSync(join(stacks, name, "cdk.tf.json"), "utf8"))]),
  );
}

function* apart(
  before: unknown,
  after: unknown,
  path: readonly string[] = [],
): Generator<Omit<Difference, "stack">> {
  if (isTree(before) && isTree(after) && Array.isArray(before) === Array.isArray(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)]))
      yield* apart(before[name], after[name], [...path, name]);
  } else if (before !== after) {
    yield { at: path.join("."), before, after };
  }
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
