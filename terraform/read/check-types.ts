import { TerraformError } from "../error";
import type { ResolvedResource } from "../language/configuration/resolved";
import { describe, isList, isRecord, Unresolved, type Value } from "../language/expression/value";
import type { Notice } from "../model";
import { assignedNames } from "../types/identifiers";
import { type Announcement, type Arguments, couldDecide, kindOf } from "../types/kinds";

/**
 * Checks that every resource and every argument is known, and gathers what is to be announced.
 *
 * @param strict whoever serves the API refuses all that is unknown; whoever only reads it, what could decide
 * about access
 * @throws TerraformError `TYPE_UNKNOWN`, `ARGUMENT_UNSUPPORTED`
 */
export function checkKinds(resources: readonly ResolvedResource[], strict: boolean): readonly Notice[] {
  return resources.flatMap((resource) => {
    const kind = kindOf(resource.type);
    if (!kind && !strict && !couldDecide(resource.type)) return [];
    if (!kind)
      throw new TerraformError(
        "TYPE_UNKNOWN",
        `resources of the type ${resource.type} are not understood, so what they open or close is not known`,
        resource.address,
      );
    if (kind.kind === "announced") return [{ address: resource.address, message: kind.message }];
    return kind.kind === "enforced" ? new Check(resource, kind.arguments, strict).notices() : [];
  });
}

class Check {
  constructor(
    private readonly resource: ResolvedResource,
    private readonly known: Arguments,
    private readonly strict: boolean,
  ) {}

  notices(): Notice[] {
    const assigned = new Set(assignedNames(this.resource.type));
    return Object.entries(this.resource.values)
      .filter(([name]) => !assigned.has(name))
      .flatMap(([name, value]) => this.argument(name, value));
  }

  private argument(name: string, value: Value): Notice[] {
    const { address } = this.resource;
    const { announced, computed, inert, read, unserved } = this.known;
    if (isAbsent(value) || inert.has(name) || read.has(name) || computed.has(name)) return [];
    if (unserved.has(name) && !this.strict) return [];
    const announcement = announced.get(name);
    if (announcement) return this.announce(name, value, announcement);
    const inner = `${name}.`;
    if (![...read, ...announced.keys()].some((path) => path.startsWith(inner)))
      throw new TerraformError(
        "ARGUMENT_UNSUPPORTED",
        `the argument ${name} (${describe(value)}) is not evaluated`,
        address,
      );
    return this.block(inner, value);
  }

  private announce(name: string, value: Value, { message, opens = false, unless }: Announcement): Notice[] {
    const { address } = this.resource;
    if (value === unless) return [];
    if (!opens) return [{ address, message }];
    if (!this.strict) return [{ address, message: `${name}: ${message}`, weight: "danger" }];
    throw new TerraformError("ARGUMENT_UNSUPPORTED", `${name}: ${message}`, address);
  }

  private block(inner: string, value: Value): Notice[] {
    const { address } = this.resource;
    const name = inner.slice(0, -1);
    // Whoever is not strict says later what follows from not knowing the block.
    if (value instanceof Unresolved && !this.strict) return [];
    if (value instanceof Unresolved)
      throw new TerraformError("VALUE_UNKNOWN", `${name}: ${value.unknown}`, address);
    return (isList(value) ? value : [value]).flatMap((block) => {
      if (block instanceof Unresolved && !this.strict) return [];
      if (!isRecord(block))
        throw new TerraformError(
          "DOCUMENT_MALFORMED",
          `${name} is ${describe(block)}, expected a block`,
          address,
        );
      return Object.entries(block).flatMap(([key, part]) => this.argument(inner + key, part));
    });
  }
}

/** A state writes what is not set as an empty value. */
function isAbsent(value: Value): boolean {
  if (isRecord(value)) return Object.keys(value).length === 0;
  return value === null || value === "" || (isList(value) && value.length === 0);
}
