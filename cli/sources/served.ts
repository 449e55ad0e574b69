import { dirname, resolve } from "node:path";
import type { FunctionCode } from "../../gateway";
import type { ApiModel, LambdaFunction, Notice } from "../../terraform/model";
import { readServed, type Unserved } from "../../terraform/read";
import { type Resolved, withRegion } from "../../terraform/sources";
import type { GivenFunctions } from "../arguments/functions";
import { archiveAt, codesOf } from "./functions";
import type { RunWith } from "./hcl";
import type { OpenedRoot } from "./root";
import { rootsAt, withoutNeedlessNames } from "./roots";
import { openRoots, resolvedRoots } from "./sources";
import { parseYaml } from "./yaml";

/** Terraform as the gate serves it. */
export interface Served {
  readonly model: ApiModel;
  /** What it cannot serve; methods that one of them may touch are marked in the model. */
  readonly unserved: readonly Unserved[];
  readonly codeOf: (lambda: LambdaFunction) => FunctionCode;
  /** Files and folders that it was read from, and those that functions were made of; absolute. */
  readonly places: readonly string[];
}

export interface ServeWith {
  readonly runWith: RunWith;
  readonly functions: GivenFunctions;
  /** Addresses of what cannot be read and is known to have no say in access. */
  readonly accepted: readonly string[];
}

/**
 * Reads Terraform for the gate: folders that cdktf wrote, folders of HCL, plans and states, of which several are one
 * system. Of a plan, what it leads to.
 *
 * @throws UsageError as openSystem(), and `FUNCTION_UNKNOWN`; TerraformError where nothing can be read
 */
export async function openServed(
  paths: readonly string[],
  { accepted, functions, runWith }: ServeWith,
): Promise<Served> {
  const [named] = withoutNeedlessNames([rootsAt(paths)]);
  const roots = await openRoots(named, runWith);
  const resolved = withRegion(resolvedRoots(roots, "after"), standInRegion());
  // What cdktf writes is written out: what cannot be followed there is no matter of a value that is given later.
  const isWrittenOut = roots.every(({ source }) => source.kind === "stacks");
  const { model, unserved } = readServed(resolved, { parseYaml, accepted, isWrittenOut });
  const codes = await codesOf(model.functions, functions, (lambda) => codeIn(lambda, roots, resolved));
  return {
    model: { ...model, notices: [...model.notices, ...(isWrittenOut ? [] : standIns(resolved))] },
    unserved,
    codeOf: ({ address }) => codes.get(address) ?? { missing: "it was added later" },
    places: placesOf(roots, { functions, resolved, runWith }),
  };
}

/** As the provider takes it where a configuration has none. */
function standInRegion({ AWS_DEFAULT_REGION, AWS_REGION } = process.env): string {
  return AWS_REGION || AWS_DEFAULT_REGION || "us-east-1";
}

/** What the Terraform does not tell. Callers see it: in signatures, in ARNs and in the ids of pools. */
function standIns({ accountId, isAccountTold, isRegionTold, region }: Resolved): Notice[] {
  const stand = (what: string, value: string, hint: string): Notice => ({
    address: "provider.aws",
    message: `the Terraform does not say ${what}; ${value} is used${hint}`,
    weight: "warning",
  });
  return [
    ...(isRegionTold === false
      ? [stand("which Region it is for", region, "; AWS_REGION names another one")]
      : []),
    ...(isAccountTold === false
      ? [stand("which account it is for", accountId, "; allowed_account_ids of the provider names it")]
      : []),
  ];
}

function codeIn(lambda: LambdaFunction, roots: readonly OpenedRoot[], resolved: Resolved): FunctionCode {
  const root = roots.find(({ prefixes }) => prefixes.some((prefix) => lambda.address.startsWith(prefix)));
  if (!root) return { missing: "the folder of its Terraform is not known" };
  if (root.output) return root.output.readArchive(lambda.archive);
  const archives = resolved
    .archives?.()
    .filter(({ address }) => root.prefixes.some((prefix) => address.startsWith(prefix)));
  return archiveAt(lambda, resolved, { root: folderOf(root), archives: archives ?? [] });
}

/** The folder that Terraform runs in. */
function folderOf({ location, source }: OpenedRoot): string {
  return source.kind === "plan" || source.kind === "state" ? dirname(location) : location;
}

interface Places {
  readonly functions: GivenFunctions;
  readonly resolved: Resolved;
  readonly runWith: RunWith;
}

function placesOf(roots: readonly OpenedRoot[], { functions, resolved, runWith }: Places): string[] {
  const ofRoots = roots.flatMap((root) => {
    const { asked, location, source } = root;
    const configuration = source.kind === "hcl" ? source.files.map(({ path }) => dirname(path)) : [];
    return [location, ...configuration, ...(asked?.() ?? []), ...archivesOf(root, resolved)];
  });
  const folders = [...functions.values()].flatMap((given) => ("folder" in given ? [given.folder] : []));
  const values = (runWith.values ?? []).flatMap((value) => ("file" in value ? [resolve(value.file)] : []));
  return [...new Set([...ofRoots, ...folders, ...values])];
}

/** The archives of a root's functions, and what its configuration packs. */
function archivesOf(root: OpenedRoot, { archives, resources }: Resolved): string[] {
  const isOf = ({ address }: { readonly address: string }) =>
    root.prefixes.some((prefix) => address.startsWith(prefix));
  const packed = (archives?.() ?? []).filter(isOf);
  const functions = resources.filter((one) => one.type === "aws_lambda_function" && isOf(one));
  return [...packed, ...functions].flatMap(({ values }) =>
    [values.filename, values.source_dir, values.source_file].flatMap((path) =>
      typeof path === "string" && path !== "" ? [resolve(folderOf(root), path)] : [],
    ),
  );
}
