import { isApi } from "../../types";
import { Unresolved, type Value } from "../expression";
import { type Provider, providerOf } from "./providers";
import type { Resolution } from "./resolution";
import type { Block, Stack } from "./stack";

/** Arguments that name the API of which a resource is a part. */
const OWNERS = ["rest_api_id", "api_id"];

/** The providers with which APIs are made, or read where a data source is an API. */
export class ApiProviders {
  private known: ReadonlyMap<string, Provider> | undefined;

  constructor(
    private readonly stacks: readonly Stack[],
    private readonly values: Resolution,
  ) {}

  /** The provider of the API of which a block is a part; undefined where it is none, or where that is not known. */
  of(stack: Stack, block: Block): Provider | undefined {
    const owner = OWNERS.find((name) => block.body[name] !== undefined);
    if (owner === undefined) return undefined;
    const id = keyOf(this.values.attribute(stack, block, owner));
    this.known ??= new Map(this.stacks.flatMap((one) => [...this.apisIn(one)]));
    return id === undefined ? undefined : this.known.get(id);
  }

  private *apisIn(stack: Stack): Generator<readonly [id: string, Provider]> {
    for (const block of stack.blocks.values()) {
      if (!isApi(block.type)) continue;
      // A data source is evaluated only where a resource refers to it.
      if (block.mode === "data") yield [`(${block.address})`, providerOf(stack, block)];
      else
        for (const each of this.values.blocksOf(stack, block).byKey.values()) {
          const id = keyOf(this.values.attribute(stack, each, "id"));
          if (id !== undefined) yield [id, providerOf(stack, block)];
        }
    }
  }
}

/** An id, or in its place the address of the data source that has it, without keys. */
function keyOf(id: Value): string | undefined {
  if (typeof id === "string") return id;
  if (!(id instanceof Unresolved) || !id.is?.endsWith(".id")) return undefined;
  return `(${id.is.slice(0, -".id".length).replace(/\[[^\]]*\]$/, "")})`;
}
