import { TerraformError } from "../../error";
import { attributeAt, kindOf } from "../../types";
import type { Elsewhere } from "./home";
import type { Imports } from "./imports";
import { repeatedBy } from "./instances";
import { lifecycleOf } from "./lifecycle";
import { digestsOf, namesFiles } from "./named-files";
import type { Problems } from "./problems";
import { noteProgram } from "./programs";
import { accountSettings, defaultTags, providerOf } from "./providers";
import type { ResolvedResource } from "./resolved";
import type { Resolver } from "./resolver";
import { refersToItself } from "./self-reference";
import type { Block, Stack } from "./stack";
import { META_REFUSED } from "./unserved";

/** The resources of one stack or module, with the values of their arguments. */
export function resourcesOf(stack: Stack, resolver: Resolver, system: System): ResolvedResource[] {
  return [...stack.blocks.values()].flatMap((block) => resourcesIn(block, stack, resolver, system));
}

/** What is said of resources by others than their stack. */
interface System {
  readonly elsewhere: Elsewhere;
  readonly imports: Imports;
  readonly problems: Problems;
}

function resourcesIn(
  block: Block,
  stack: Stack,
  resolver: Resolver,
  { elsewhere, imports, problems }: System,
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
    const repeated = each.instance?.uncertain === undefined ? undefined : repeatedBy(block.body);
    const files = resolver.around(stack);
    const written = resolver.inputs.written.where(stack, type, read);
    const imported = imports(address);
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
        ...(written && { written }),
        ...(account && { account: resolver.inputs.of(account, account.settings).all }),
        ...(given && { defaultTags: resolver.value(given.stack, given.tags) }),
        ...(lifecycle && { lifecycle }),
        ...(imported !== undefined && { imported }),
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
