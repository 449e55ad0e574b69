import { TerraformError } from "../../error";
import { attributeAt, isApi, kindOf } from "../../types";
import { Unresolved } from "../expression";
import type { AppliedRoot } from "./applied-root";
import { archiveFiles, packsArchives } from "./archive-files";
import { type Elsewhere, elsewhereThan, homeAccount } from "./home";
import { forgottenBy, lifecycleOf } from "./lifecycle";
import { missingOutputNotices } from "./missing-outputs";
import { ModuleTree } from "./module-tree";
import { digestsOf, namesFiles } from "./named-files";
import { parseStack } from "./parse-stack";
import type { Problems } from "./problems";
import { noteProgram, noteProviders } from "./programs";
import { awsVersions } from "./provider-version";
import { accountSettings, defaultTags, providerOf } from "./providers";
import { type Resolved, type ResolvedResource, UNKNOWN_REGION } from "./resolved";
import { Resolver } from "./resolver";
import { refersToItself } from "./self-reference";
import type { Block, Json, JsonObject, Stack, StackSource } from "./stack";
import type { Root, Surroundings } from "./surroundings";

/** Meta-arguments that a strict reader refuses: it serves what is written out. */
const META_REFUSED = ["count", "for_each", "dynamic", "provisioner", "connection"];

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
  for (const stack of stacks) noteProviders(stack, problems);
  const elsewhere = elsewhereThan(stacks, resolver, problems.strict);
  const resources = stacks.flatMap((stack) => resourcesOf(stack, resolver, elsewhere, problems));
  const synthesized = new Set(roots.flatMap(({ stack, synthesized }) => (synthesized ? [stack] : [])));
  for (const stack of synthesized) resolver.checkOutputs(stack);
  for (const stack of stacks)
    if (!synthesized.has(stack)) for (const notice of forgottenBy(stack)) problems.note(notice);
  for (const notice of missingOutputNotices(resources, resolver.missing)) problems.note(notice);
  const region = regionOf(roots, resolver, problems);
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

/** The strict reader takes what is written out; a module could contain any route or role. */
function refuseUnserved(stack: Stack): void {
  for (const [name, { source }] of stack.modules) {
    throw new TerraformError(
      "ARGUMENT_UNSUPPORTED",
      `modules are not evaluated: ${JSON.stringify(source)} could hold any route or role`,
      `${stack.prefix}module.${name}`,
    );
  }
  for (const block of stack.blocks.values()) refuseMeta(block);
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

function refuseMeta({ address, body, mode, type }: Block): void {
  const refused = META_REFUSED.find((name) => body[name] !== undefined);
  // The number of instances does not matter for a resource without an influence on access.
  const matters = mode === "data" || kindOf(type)?.kind !== "ignored" || refused === "provisioner";
  if (refused !== undefined && matters)
    throw new TerraformError("ARGUMENT_UNSUPPORTED", `${refused} is not evaluated`, address);
}

function resourcesOf(
  stack: Stack,
  resolver: Resolver,
  elsewhere: Elsewhere,
  problems: Problems,
): ResolvedResource[] {
  return [...stack.blocks.values()].flatMap((block) =>
    resourcesIn(block, stack, resolver, elsewhere, problems),
  );
}

function resourcesIn(
  block: Block,
  stack: Stack,
  resolver: Resolver,
  elsewhere: Elsewhere,
  problems: Problems,
): ResolvedResource[] {
  const written = writtenOut(block);
  if (written !== undefined)
    problems.add(new TerraformError("ARGUMENT_UNSUPPORTED", written, block.address), "it is ignored");
  if (refersToItself(block))
    problems.add(
      new TerraformError("REFERENCE_CYCLE", REFUSED, block.address),
      "it is read as it is declared",
    );
  noteProgram(block, { stack, resolver, problems });
  if (
    problems.strict &&
    kindOf(block.type)?.kind === "ignored" &&
    META_REFUSED.some((name) => block.body[name] !== undefined)
  )
    return [];
  // A data source is evaluated where a resource refers to it; the strict reader looks for errors in all of them.
  if (block.mode === "data" && !problems.strict) return [];
  const lifecycle = lifecycleOf(block);
  return [...resolver.blocksOf(stack, block).byKey.values()].flatMap((each) => {
    const read = resolver.valuesOf(stack, each);
    if (each.mode === "data") return [];
    const values = resolver.inputs.marked(stack, each, read);
    const uncertain =
      each.contested ?? each.instance?.uncertain ?? uncertainCall(stack) ?? elsewhere(stack, each);
    const { address, type } = each;
    const { count, for_each: of } = each.instance?.uncertain === undefined ? {} : block.body;
    const repeated = count ?? of;
    const files = resolver.around(stack);
    const provider = providerOf(stack, block);
    const [account, given] = [accountSettings(provider), defaultTags(provider)];
    return [
      {
        address,
        stack: stack.name,
        type,
        values,
        ...(uncertain !== undefined && { uncertain }),
        ...(repeated !== undefined && { instances: resolver.inputs.of({ stack }, repeated).all }),
        ...(namesFiles(type) && files.digest && { contents: () => digestsOf(type, read, files) }),
        ...(account && { account: resolver.inputs.of(account, account.settings).all }),
        ...(given && { defaultTags: resolver.value(given.stack, given.tags) }),
        ...(lifecycle && { lifecycle }),
      },
    ];
  });
}

const REFUSED = "it refers to itself, and Terraform applies no configuration with such a resource";

/** Terraform refuses a written attribute that AWS assigns; it could give a resource another resource's name. */
function writtenOut({ body, mode, type }: Block): string | undefined {
  if (mode === "data" || kindOf(type)?.kind !== "read") return undefined;
  const written = Object.keys(body).find((name) => attributeAt(type, name)?.is === "computed");
  return written === undefined ? undefined : `${written} is written out, and only AWS assigns it`;
}

/** Where it is not known whether a module is there, the same holds for all of its resources. */
function uncertainCall({ call }: Stack): string | undefined {
  return call && (call.instance?.uncertain ?? uncertainCall(call.stack));
}

/** Whether anything of a stack may be in a region of AWS: not where it is empty, or of other providers alone. */
function usesAws({ blocks, modules, providers }: Stack): boolean {
  return (
    providers.length + modules.size > 0 || [...blocks.values()].some(({ type }) => type.startsWith("aws_"))
  );
}

/** The region of the root that has the API, or of the first; the gate serves one region only. */
function regionOf(roots: readonly ConfigurationRoot[], resolver: Resolver, problems: Problems): string {
  const regions = new Set<string>();
  const withApi = roots.filter(({ stack }) => [...stack.blocks.values()].some(({ type }) => isApi(type)));
  const ofAws = roots.filter(({ stack }) => usesAws(stack));
  // The gate must know its region; Terraform without anything of AWS has none, and nothing depends on it.
  const asked = ofAws.length > 0 || !problems.strict ? ofAws : roots;
  for (const { stack, surroundings } of [...withApi, ...asked]) {
    const region = resolver.regionOf(stack);
    if (typeof region === "string") regions.add(region);
    else if (surroundings?.region !== undefined) regions.add(surroundings.region);
    else if (region instanceof Unresolved)
      problems.add(new TerraformError("VALUE_UNKNOWN", region.unknown, stack.name));
  }
  const [region, other] = regions;
  if (other !== undefined && problems.strict)
    throw new TerraformError(
      "ARGUMENT_UNSUPPORTED",
      `the stacks are in several regions: ${[...regions].join(", ")}`,
    );
  if (roots.length === 0) problems.add(new TerraformError("DOCUMENT_MALFORMED", "there are no stacks"));
  return region ?? UNKNOWN_REGION;
}
