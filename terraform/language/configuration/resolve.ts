import { TerraformError } from "../../error";
import type { Notice } from "../../model";
import { attributeAt, couldDecide, kindOf } from "../../types";
import { Unresolved } from "../expression";
import { type Elsewhere, elsewhereThan } from "./home";
import { forgottenBy, lifecycleOf } from "./lifecycle";
import { localModules } from "./local-modules";
import type { Resolved, ResolvedResource } from "./resolved";
import { Resolver, type Root } from "./resolver";
import { type Block, parseStack, type Stack, type StackSource } from "./stack";

/** Meta-arguments that a strict reader refuses: it serves what is written out. */
const META_REFUSED = ["count", "for_each", "dynamic", "provisioner", "connection"];

/** A configuration among those that are read together. */
export interface ConfigurationRoot extends Root {
  /** Whether cdktf wrote it: an error in it is an error of the whole. */
  readonly synthesized?: boolean;
}

/**
 * Follows the references of synthesized stacks, also from stack to stack through remote state, and gives
 * deterministic stand-ins to what AWS assigns at apply.
 *
 * @throws TerraformError
 */
export function resolveStacks(sources: readonly StackSource[], accountId: string, strict = true): Resolved {
  return resolveRoots(stackRoots(sources, strict), accountId, strict);
}

/** Synthesized stacks as roots. */
export function stackRoots(sources: readonly StackSource[], strict: boolean): readonly ConfigurationRoot[] {
  const stacks = sources.map((source) => parseStack(source));
  const surroundings = strict ? {} : localModules(sources, stacks);
  return stacks.map((stack) => ({ stack, surroundings, synthesized: true }));
}

/**
 * Follows the references of configurations that are one system, with the modules that they call.
 *
 * @throws TerraformError
 */
export function resolveRoots(
  roots: readonly ConfigurationRoot[],
  accountId: string,
  strict: boolean,
): Resolved {
  const resolver = new Resolver(roots, accountId);
  for (const { stack } of roots) if (strict) refuseUnserved(stack);
  const notices: Notice[] = [];
  const stacks = roots.flatMap(({ stack }) => [...withModules(stack, resolver, notices)]);
  const elsewhere = elsewhereThan(stacks, resolver, strict);
  const synthesized = new Set(roots.flatMap(({ stack, synthesized }) => (synthesized ? [stack] : [])));
  // Errors in texts that people wrote are ignored in resources without an influence on access.
  const resources = stacks.flatMap((stack) =>
    resourcesOf(stack, resolver, elsewhere, synthesized.has(stack) ? undefined : notices),
  );
  for (const stack of synthesized) resolver.checkOutputs(stack);
  notices.push(...stacks.filter((stack) => !synthesized.has(stack)).flatMap(forgottenBy));
  return {
    region: regionOf(roots, resolver, strict),
    accountId,
    resources,
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

function* withModules(stack: Stack, resolver: Resolver, notices: Notice[]): Generator<Stack> {
  yield stack;
  for (const [name, body] of stack.modules)
    for (const module of resolver.modulesOf(stack, name).byKey.values()) {
      if (module) yield* withModules(module, resolver, notices);
      else
        notices.push({
          address: `${stack.prefix}module.${name}`,
          message: `the module ${JSON.stringify(body.source)} is not available: its resources are not read`,
          ...(DECIDING.test(JSON.stringify(body)) && { weight: "warning" as const }),
        });
    }
}

/** Names in a module's source or arguments by which it may make routes or assign roles. */
const DECIDING = /aws_(api_gateway|cognito|iam)_|"source":"[^"]*(api-?gateway|cognito|iam|serverless)/;

function refuseMeta({ address, body, mode, type }: Block): void {
  const refused = META_REFUSED.find((name) => body[name] !== undefined);
  // The number of instances does not matter for a resource without an influence on access.
  const matters = mode === "data" || kindOf(type)?.kind !== "ignored" || refused === "provisioner";
  if (refused !== undefined && matters)
    throw new TerraformError("ARGUMENT_UNSUPPORTED", `${refused} is not evaluated`, address);
}

/**
 * @param notices where to say what is wrong with a resource that has no influence on access; without it, that is an
 * error
 */
function resourcesOf(
  stack: Stack,
  resolver: Resolver,
  elsewhere: Elsewhere,
  notices?: Notice[],
): ResolvedResource[] {
  return [...stack.blocks.values()].flatMap((block) => {
    try {
      return resourcesIn(block, stack, resolver, elsewhere);
    } catch (error) {
      if (!(error instanceof TerraformError) || !notices || mayDecide(block)) throw error;
      if (block.mode === "resource") notices.push(passedOver(block, error));
      return [];
    }
  });
}

/** A data source has an influence only through the resources that use it, which are evaluated themselves. */
function mayDecide({ mode, type }: Block): boolean {
  const kind = kindOf(type)?.kind;
  return mode === "resource" && (kind === "read" || (kind === undefined && couldDecide(type)));
}

function passedOver({ address }: Block, { message }: TerraformError): Notice {
  const own = `${address}: `;
  return {
    address,
    message: `it has no influence on access and is ignored: ${message.startsWith(own) ? message.slice(own.length) : message}`,
  };
}

function resourcesIn(
  block: Block,
  stack: Stack,
  resolver: Resolver,
  elsewhere: Elsewhere,
): ResolvedResource[] {
  refuseComputed(block);
  if (kindOf(block.type)?.kind === "ignored" && META_REFUSED.some((name) => block.body[name] !== undefined))
    return [];
  const lifecycle = lifecycleOf(block);
  return [...resolver.blocksOf(stack, block).byKey.values()].flatMap((each) => {
    const read = resolver.valuesOf(stack, each);
    if (each.mode === "data") return [];
    const values = resolver.inputs.marked(stack, each, read);
    const uncertain = each.instance?.uncertain ?? uncertainCall(stack) ?? elsewhere(stack, each);
    const { address, type } = each;
    return [
      {
        address,
        stack: stack.name,
        type,
        values,
        ...(uncertain !== undefined && { uncertain }),
        ...(lifecycle && { lifecycle }),
      },
    ];
  });
}

/** Terraform refuses a written attribute that AWS assigns; here it could give a resource another resource's name. */
function refuseComputed({ address, body, mode, type }: Block): void {
  if (mode === "data" || kindOf(type)?.kind !== "read") return;
  const written = Object.keys(body).find((name) => attributeAt(type, name)?.is === "computed");
  if (written !== undefined)
    throw new TerraformError(
      "ARGUMENT_UNSUPPORTED",
      `${written} is written out, and only AWS assigns it`,
      address,
    );
}

/** Where it is not known whether a module is there, the same holds for all of its resources. */
function uncertainCall({ call }: Stack): string | undefined {
  return call && (call.instance?.uncertain ?? uncertainCall(call.stack));
}

/** The region of the first root; the gate serves one region only. */
function regionOf(roots: readonly ConfigurationRoot[], resolver: Resolver, strict: boolean): string {
  const regions = new Set<string>();
  for (const { stack, surroundings } of roots) {
    const region = resolver.regionOf(stack);
    if (typeof region === "string") regions.add(region);
    else if (surroundings?.region !== undefined) regions.add(surroundings.region);
    else if (region instanceof Unresolved) throw new TerraformError("VALUE_UNKNOWN", region.unknown);
  }
  const [region, other] = regions;
  if (other !== undefined && strict)
    throw new TerraformError(
      "ARGUMENT_UNSUPPORTED",
      `the stacks are in several regions: ${[...regions].join(", ")}`,
    );
  if (region === undefined) throw new TerraformError("DOCUMENT_MALFORMED", "there are no stacks");
  return region;
}
