import { TerraformError } from "../../error";
import { opened, own, Unresolved, type Value } from "../expression";
import type { AppliedRoot } from "./applied-root";
import type { MissingOutput } from "./missing-outputs";
import type { Resolution } from "./resolution";
import type { Block, Json, Stack } from "./stack";
import { placeText, type StatePlace, samePlace, statePlace } from "./state-place";

/** A root whose outputs others read. */
interface Producer {
  readonly name: string;
  readonly names: readonly string[];
  output(name: string): Value | undefined;
  /** Whether it keeps its state in a place. */
  keeps(place: StatePlace): "same" | "other" | "unknown";
}

/**
 * The outputs of other roots, read through terraform_remote_state: of the root that keeps its state in the place that is
 * asked for, or else of the only one that may and has all outputs that are asked for. A strict reader takes the former
 * only.
 */
export class RemoteStates {
  /** The outputs that were asked for and are not there, by what their unknown values say. */
  readonly missing = new Map<string, MissingOutput>();
  private readonly producers = new Map<string, Producer | Unresolved>();

  constructor(private readonly values: Resolution) {}

  /** @throws TerraformError `REFERENCE_MISSING` where the root has no such output, `DUPLICATE` */
  output(stack: Stack, block: Block, name: string): Value {
    const producer = this.producerOf(stack, block);
    const address = `${block.address}.outputs.${name}`;
    if (producer instanceof Unresolved)
      return this.missed({ address: block.address, place: producer.unknown, output: name }, address);
    const value = producer.output(name);
    if (value !== undefined) return value;
    throw new TerraformError(
      "REFERENCE_MISSING",
      `the stack ${producer.name} has no output ${name}`,
      block.address,
    );
  }

  /** All outputs, where one of them is picked elsewhere, as through a local. */
  outputs(stack: Stack, block: Block): Value {
    const producer = this.producerOf(stack, block);
    const address = `${block.address}.outputs`;
    if (producer instanceof Unresolved)
      return this.missed({ address: block.address, place: producer.unknown }, address);
    const all = producer.names.map((name) => [name, producer.output(name) ?? null] as const);
    return opened(
      Object.fromEntries(all),
      (name) => new Unresolved(`the root ${producer.name} has no output ${name}`, `${address}.${name}`),
    );
  }

  private missed(missing: MissingOutput, is: string): Unresolved {
    const { output, place } = missing;
    const unknown = `${output === undefined ? "outputs" : `output ${output}`} of ${place}: give that root too`;
    this.missing.set(unknown, missing);
    return new Unresolved(unknown, is);
  }

  private producerOf(stack: Stack, block: Block): Producer | Unresolved {
    const known = this.producers.get(block.address);
    if (known) return known;
    const found = this.found(stack, block);
    this.producers.set(block.address, found);
    return found;
  }

  private found(stack: Stack, block: Block): Producer | Unresolved {
    const backend = this.values.attribute(stack, block, "backend");
    const config = block.body.config === undefined ? {} : this.values.attribute(stack, block, "config");
    const asked = statePlace(String(backend), config, this.values.locationOf(stack));
    const all = this.all().map((producer) => ({ producer, is: producer.keeps(asked) }));
    const [same, other] = all.filter(({ is }) => is === "same").map(({ producer }) => producer);
    if (same && other)
      throw new TerraformError(
        "DUPLICATE",
        `the stacks ${same.name} and ${other.name} keep their state in one place`,
        block.address,
      );
    const own = rootOf(stack).name;
    const possible = all
      .filter(({ is, producer }) => is === "unknown" && producer.name !== own)
      .map(({ producer }) => producer);
    const only = same ?? (this.values.strict ? undefined : onlyOne(possible, asked, wantedOf(stack, block)));
    return only ?? new Unresolved(placeText(asked));
  }

  private all(): readonly Producer[] {
    return [
      ...this.values.stacks.map((stack) => this.configured(stack)),
      ...this.values.applied.map((root) => applied(root)),
    ];
  }

  private configured(stack: Stack): Producer {
    const [backend, config] = Object.entries(stack.backend).find(([name]) => name !== "//") ?? [];
    const folder = this.values.locationOf(stack);
    return {
      name: stack.name,
      names: Object.keys(stack.outputs).filter((name) => name !== "//"),
      output: (name) => this.values.output(stack, name),
      keeps: (place) => {
        if (backend !== undefined) return samePlace(place, statePlace(backend, first(config), folder));
        // A backend may be set by what runs Terraform; without one, the state is a file in the folder.
        const isFile = place.backend === "local" && folder !== undefined;
        return isFile ? samePlace(place, statePlace("local", {}, folder)) : "unknown";
      },
    };
  }
}

/** A state or plan may be a copy, wherever it is. */
function applied({ location, name, outputs }: AppliedRoot): Producer {
  return {
    name,
    names: Object.keys(outputs),
    output: (of) => own(outputs, of),
    keeps: (place) =>
      location !== undefined && place.backend === "local" && place.keys.path === location
        ? "same"
        : "unknown",
  };
}

/** The only root with all outputs that are asked for; of several, the one whose name is in the place. */
function onlyOne(
  possible: readonly Producer[],
  { keys }: StatePlace,
  wanted: readonly string[],
): Producer | undefined {
  const having = possible.filter(({ names }) => wanted.every((name) => names.includes(name)));
  const words = Object.values(keys).flatMap((key) => key?.split(/[^\w-]+/) ?? []);
  const named = having.filter(({ name }) => words.includes(name));
  const [only, second] = named.length === 1 || wanted.length === 0 ? named : having;
  return second ? undefined : only;
}

/** The outputs that a stack reads from one of its data sources, by name. */
function wantedOf(stack: Stack, { address }: Block): readonly string[] {
  const local = address.slice(stack.prefix.length).replace(/\[.*$/, "");
  const document = [...stack.blocks.values()].map(({ body }) => body);
  const text = JSON.stringify([document, stack.locals, stack.outputs, [...stack.modules.values()]]);
  const found = text.matchAll(
    /\b(data\.terraform_remote_state\.[\w-]+)(?:\[[^\]]*\])?\.outputs(?:\.|\[\\?")([\w-]+)/g,
  );
  return [...new Set([...found].flatMap(([, of, name = ""]) => (of === local ? [name] : [])))];
}

function rootOf(stack: Stack): Stack {
  return stack.call ? rootOf(stack.call.stack) : stack;
}

/** The parser gives a block as a list of one. */
function first(config: Json | undefined): Value {
  return ((Array.isArray(config) ? config[0] : config) ?? null) as Value;
}
