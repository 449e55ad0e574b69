import type { AppliedRoot } from "./applied-root";
import { archiveFiles, packsArchives } from "./archive-files";
import { elsewhereThan, homeAccount } from "./home";
import { importsOf } from "./imports";
import { forgottenBy } from "./lifecycle";
import { missingOutputNotices } from "./missing-outputs";
import { ModuleTree } from "./module-tree";
import { parseStack } from "./parse-stack";
import type { Problems } from "./problems";
import { noteProgram, noteProviders } from "./programs";
import { awsVersions } from "./provider-version";
import { regionOf } from "./region-of-roots";
import type { Resolved } from "./resolved";
import { resourcesOf } from "./resolved-resources";
import { Resolver } from "./resolver";
import type { Json, JsonObject, Stack, StackSource } from "./stack";
import type { Root, Surroundings } from "./surroundings";
import { refuseUnserved } from "./unserved";

/** A configuration among those that are read together. */
export interface ConfigurationRoot extends Root {
  /** Whether cdktf wrote it. */
  readonly synthesized?: boolean;
}

/**
 * Synthesized stacks as roots.
 *
 * @throws TerraformError of a strict reader
 */
export function stackRoots(
  sources: readonly StackSource[],
  problems: Problems,
): readonly ConfigurationRoot[] {
  const stacks = sources.map((source) => parseStack(source, {}, problems));
  const surroundings = problems.strict ? {} : modulesIn(sources, stacks, problems);
  return stacks.map((stack) => ({ stack, surroundings, synthesized: true }));
}

/** The modules of stacks, as `TerraformHclModule` writes their calls; `path.module` of each. */
function modulesIn(
  sources: readonly StackSource[],
  roots: readonly Stack[],
  problems: Problems,
): Pick<Surroundings, "folder" | "module"> {
  const trees = new Map<string, ModuleTree>();
  sources.forEach(({ modules, name }, index) => {
    if (!modules) return;
    const tree = new ModuleTree({ root: "", ...modules }, problems);
    tree.at(roots[index] as Stack);
    trees.set(name, tree);
  });
  return {
    // By the name of the stack that it is part of: archives are found by it.
    module: (call) => trees.get(call.from.name)?.open(call, call.from.name),
    folder: (stack) => trees.get(stack.name)?.folderOf(stack) ?? ".",
  };
}

/**
 * Follows the references of configurations that are one system, with the modules that they call, also from one to
 * another through remote state, and gives deterministic stand-ins to what AWS assigns at apply.
 *
 * @param applied states and plans that are of the same system
 * @throws TerraformError of a strict reader
 */
export function resolveRoots(
  roots: readonly ConfigurationRoot[],
  accountId: string,
  problems: Problems,
  applied: readonly AppliedRoot[] = [],
): Resolved {
  const resolver = new Resolver(roots, accountId, problems, applied);
  for (const { stack } of roots) if (problems.strict) refuseUnserved(stack);
  const stacks = roots.flatMap(({ stack }) => [...withModules(stack, resolver, problems)]);
  for (const stack of stacks) {
    noteProviders(stack, problems);
    for (const block of stack.besides) noteProgram(block, { stack, resolver, problems });
  }
  const elsewhere = elsewhereThan(stacks, resolver, problems.strict);
  const imports = importsOf(stacks, resolver);
  const resources = stacks.flatMap((stack) => resourcesOf(stack, resolver, { elsewhere, imports, problems }));
  const synthesized = new Set(roots.flatMap(({ stack, synthesized }) => (synthesized ? [stack] : [])));
  for (const stack of synthesized) resolver.checkOutputs(stack);
  for (const stack of stacks)
    if (!synthesized.has(stack)) for (const notice of forgottenBy(stack)) problems.note(notice);
  for (const notice of missingOutputNotices(resources, resolver.missing)) problems.note(notice);
  const region = regionOf(roots, stacks, resolver, problems);
  const { notices } = problems;
  const awsProvider = awsVersions(stacks);
  const told = homeAccount(stacks, resolver);
  return {
    region,
    accountId: told ?? accountId,
    ...(applied.length === 0 && { areIdsTold: false }),
    ...(told === undefined && applied.length === 0 && { isAccountTold: false }),
    ...(awsProvider !== undefined && { awsProvider }),
    resources,
    ...(packsArchives(stacks) && { archives: () => archiveFiles(stacks, resolver) }),
    ...(notices.length > 0 && { notices }),
  };
}

function* withModules(stack: Stack, resolver: Resolver, problems: Problems): Generator<Stack> {
  yield stack;
  for (const [name, body] of stack.modules)
    for (const module of resolver.modulesOf(stack, name).byKey.values())
      if (module) yield* withModules(module, resolver, problems);
      else if (!problems.isMissing(withoutKeys(`${stack.prefix}module.${name}`)))
        problems.note({
          address: withoutKeys(`${stack.prefix}module.${name}`),
          message: `the module ${JSON.stringify(body.source)} is not available: it may hold routes, locks, roles and permissions, which are missing here`,
          weight: "warning",
          unread: { says: saidOf(body, stack, resolver), hides: true },
        });
}

/** What the call of a module says, by argument: two calls of one source with equal arguments make the same. */
function saidOf(body: JsonObject, stack: Stack, resolver: Resolver): Readonly<Record<string, string>> {
  const written = Object.entries(body).filter(([name]) => !["//", "depends_on"].includes(name));
  const said = written.map(
    ([name, json]) => [name, resolver.inputs.of({ stack }, json as Json).all] as const,
  );
  return { "": "", ...Object.fromEntries(said) };
}

/** The address of a call as the configuration has it: an absent module is named once, however often it is called. */
function withoutKeys(address: string): string {
  return address.replace(/\[[^\]]*\](?=\.)/g, "");
}
