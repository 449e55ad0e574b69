import type { ArchiveFile } from "./resolved";
import type { Resolver } from "./resolver";
import type { Stack } from "./stack";

const TYPE = "archive_file";

/** Whether any of the stacks packs an archive. */
export function packsArchives(stacks: readonly Stack[]): boolean {
  return stacks.some(({ blocks }) => [...blocks.values()].some(({ type }) => type === TYPE));
}

/** The archives that stacks pack, each evaluated. */
export function archiveFiles(stacks: readonly Stack[], resolver: Resolver): readonly ArchiveFile[] {
  return stacks.flatMap((stack) =>
    [...stack.blocks.values()]
      .filter(({ type }) => type === TYPE)
      .flatMap((block) => [...resolver.blocksOf(stack, block).byKey.values()])
      .map((block) => ({ address: block.address, values: resolver.valuesOf(stack, block) })),
  );
}
