import { statSync } from "node:fs";
import type { PlanAction } from "../../terraform/access/guard";
import type { Notice } from "../../terraform/model";
import { STAND_IN } from "../../terraform/sources";
import type { RunWith } from "./hcl";
import { comparedRoots, type RootPath, rootsAt, withoutNeedlessNames } from "./roots";
import { type Opened, type OpenedSide, openSystem } from "./sources";
import { isTerraform, noTerraformIn, terraformBelow } from "./terraform-folders";

/** The paths of two sides, or `none` for one on which there is nothing; without a base, the plans in `head` have both. */
export interface AskedSides {
  readonly base?: readonly string[];
  readonly head: readonly string[];
  /** Holds for both sides. */
  readonly runWith?: RunWith;
}

/** Two sides; `base` is absent where there is nothing to compare with. */
export interface Sides {
  readonly base?: OpenedSide;
  readonly head: Opened;
  /** Of folders that are compared as nothing. */
  readonly notes?: readonly Notice[];
  /** What plans do, where they are the base too. */
  readonly changes?: readonly PlanAction[];
}

/**
 * Opens what is to be compared.
 *
 * @throws UsageError, TerraformError as openSystem()
 */
export async function openSides({ base, head, runWith }: AskedSides): Promise<Sides> {
  if (!base) {
    const [roots] = withoutNeedlessNames([rootsAt(head)] as const);
    const opened = await openSystem(roots, runWith);
    return {
      head: opened,
      ...(opened.base && { base: opened.base }),
      ...(opened.changes && { changes: opened.changes }),
    };
  }
  const [before, after] = withoutNeedlessNames(comparedRoots(base, head));
  const [there, here] = [before, after].map(withoutEmpty) as [RootPath[], RootPath[]];
  const [none] = [...before, ...after];
  if (there.length + here.length === 0 && none) throw noTerraformIn(none.path);
  const opened = await openBoth(there, here, runWith);
  return {
    base: lacking(after, before, opened.base),
    head: lacking(before, after, opened.head),
    notes: [...before, ...after]
      .filter((root) => !there.includes(root) && !here.includes(root))
      .map(({ path }) => ({
        address: path,
        message: "there is no Terraform in it: it is compared as nothing",
      })),
  };
}

interface Both {
  readonly base: Opened;
  readonly head: Opened;
}

/**
 * Opens two sides with the same stand-in, where neither tells its account. A side that writes the usual one out has
 * another one.
 */
async function openBoth(
  there: readonly RootPath[],
  here: readonly RootPath[],
  runWith: RunWith | undefined,
): Promise<Both> {
  const base = await openSystem(there, runWith);
  const head = await openSystem(here, runWith);
  const isTold = [base, head].some(({ model }) => model.isAccountTold !== false);
  if (isTold || base.model.accountId === head.model.accountId) return { base, head };
  return base.model.accountId === STAND_IN
    ? { base: await openSystem(there, runWith, { accountId: head.model.accountId }), head }
    : { base, head: await openSystem(here, runWith, { accountId: base.model.accountId }) };
}

/**
 * Leaves out folders without Terraform, as a root has none on the side where it is not yet or no longer. A folder with
 * Terraform below it is most likely the wrong one.
 */
function withoutEmpty(roots: readonly RootPath[]): RootPath[] {
  return roots.filter(({ path }) => {
    if (!statSync(path).isDirectory() || isTerraform(path)) return true;
    if (terraformBelow(path).length > 0) throw noTerraformIn(path);
    return false;
  });
}

/** A side, with a notice of each root that only the other side has: whether it is gone or was forgotten is not known. */
function lacking<S extends OpenedSide>(others: readonly RootPath[], own: readonly RootPath[], side: S): S {
  if (own.length === 0) return side;
  const names = new Set(own.map(({ name }) => name));
  const missing = others.filter(({ name }) => !names.has(name));
  const notices = missing.map(({ name, path }): Notice => {
    const message = `the root ${path} is given on the other side only; if another one is meant by it here, call both NAME=PATH`;
    return { address: name, message, weight: "warning", unread: { says: { "": message }, hides: true } };
  });
  if (notices.length === 0) return side;
  return { ...side, model: { ...side.model, notices: [...side.model.notices, ...notices] } };
}
