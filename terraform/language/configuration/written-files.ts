import { Unresolved, type Value, type ValueRecord } from "../expression";
import { joined } from "./folder-paths";
import { digestsOf, type Files, namedPaths } from "./named-files";
import type { Resolution } from "./resolution";
import type { Block, Stack } from "./stack";

/** Resources that write a file, or a folder, when Terraform is applied, each with the argument that names it. */
const WRITERS: Readonly<Record<string, string>> = {
  local_file: "filename",
  local_sensitive_file: "filename",
  template_dir: "destination_dir",
};

interface Writer {
  readonly address: string;
  readonly path: Value;
  /** Says what it writes. */
  readonly says: string;
}

/** What is written to files that other blocks name. */
export interface Written {
  /** The addresses of the resources that write. */
  readonly by: readonly string[];
  readonly says: string;
}

/** The files that resources of a configuration write: what is packed or uploaded when it is applied is not what is there now. */
export class WrittenFiles {
  private readonly known = new Map<Stack, readonly Writer[]>();

  /** @param argumentsOf says what the arguments of a block are made of */
  constructor(
    private readonly values: Resolution,
    private readonly filesOf: (stack: Stack) => Files,
    private readonly argumentsOf: (stack: Stack, block: Block) => string,
  ) {}

  /** What the files say that a block names: those that are there, and what is written over them. */
  says(stack: Stack, block: Block): string {
    const values = this.values.valuesOf(stack, block);
    return `${this.digests(stack, block.type, values)}${this.where(stack, block.type, values)?.says ?? ""}`;
  }

  /**
   * What is written where a block reads, or may be: a path with an unknown part may be any that begins like it. Undefined
   * where nothing is.
   */
  where(stack: Stack, type: string, values: ValueRecord): Written | undefined {
    const paths = namedPaths(type, values);
    if (paths.length === 0) return undefined;
    const found = this.writersOf(rootOf(stack)).filter(({ path }) =>
      paths.some((named) => mayMeet(begins(named), begins(path))),
    );
    if (found.length === 0) return undefined;
    return { by: found.map(({ address }) => address), says: found.map(({ says }) => says).join() };
  }

  private writersOf(root: Stack): readonly Writer[] {
    const known = this.known.get(root);
    if (known) return known;
    // What a writer is made from may itself be packed.
    this.known.set(root, []);
    const made = this.below(root);
    this.known.set(root, made);
    return made;
  }

  private below(stack: Stack): readonly Writer[] {
    const own = [...stack.blocks.values()].flatMap((declared) => {
      const argument = declared.mode === "resource" ? WRITERS[declared.type] : undefined;
      if (argument === undefined) return [];
      return [...this.values.blocksOf(stack, declared).byKey.values()].map((block) => ({
        address: block.address,
        path: this.values.attribute(stack, block, argument),
        says: `${this.argumentsOf(stack, block)} ${this.digests(stack, block.type, this.values.valuesOf(stack, block))}`,
      }));
    });
    const called = [...stack.modules.keys()].flatMap((name) =>
      [...this.values.modulesOf(stack, name).byKey.values()].flatMap((module) =>
        module ? this.below(module) : [],
      ),
    );
    return [...own, ...called];
  }

  private digests(stack: Stack, type: string, values: ValueRecord): string {
    return JSON.stringify(digestsOf(type, values, this.filesOf(stack)));
  }
}

function rootOf(stack: Stack): Stack {
  return stack.call ? rootOf(stack.call.stack) : stack;
}

/** The known beginning of a path, and whether that is all of it. */
interface Beginning {
  readonly text: string;
  readonly isWhole: boolean;
}

function begins(path: Value): Beginning {
  if (typeof path === "string") return { text: joined("", path), isWhole: true };
  const parts = path instanceof Unresolved ? (path.parts ?? []) : [];
  const unknown = parts.findIndex((part) => typeof part !== "string");
  return { text: joined("", parts.slice(0, unknown).join("")), isWhole: false };
}

/** Whether two paths may be one, or one of them below the other. */
function mayMeet(one: Beginning, other: Beginning): boolean {
  return isAt(one, other) || isAt(other, one);
}

function isAt(outer: Beginning, inner: Beginning): boolean {
  if (outer.text === inner.text || outer.text === "") return true;
  return inner.text.startsWith(outer.isWhole ? `${outer.text}/` : outer.text);
}
