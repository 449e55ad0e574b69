import { nearestWord } from "../../contract/did-you-mean";
import { TerraformError } from "../error";
import type { ResolvedResource } from "../language/configuration";
import { describe, isList, isRecord, Unresolved, type Value, valueText } from "../language/expression";
import type { Notice } from "../model";
import { attributeAt, couldDecide, kindOf, type NotEvaluated, namesBeside } from "../types";
import { isAbsent, unknownArguments } from "./unknown-arguments";

/**
 * Checks that every resource and every argument is known.
 *
 * @param strict refuse all that is not known, as the gate must
 * @returns notices of what is not evaluated, and warnings of arguments that are not known
 * @throws TerraformError `TYPE_UNKNOWN`, `ARGUMENT_UNSUPPORTED`, of a strict reader
 */
export function checkTypes(resources: readonly ResolvedResource[], strict: boolean): readonly Notice[] {
  const found = resources.flatMap((resource): readonly Notice[] => {
    const kind = kindOf(resource.type);
    if (!kind) return unknownType(resource, strict);
    if (kind.kind === "not evaluated" && !(strict && kind.served))
      return [
        {
          address: resource.address,
          message: kind.message,
          unread: { says: saidOf(resource), ...(kind.hides && { hides: true }) },
        },
      ];
    if (kind.kind === "ignored") return [];
    return strict && kind.kind === "read" && kind.type.unserved
      ? unservedNotice(resource, kind.type.unserved)
      : new Check(resource, strict).notices();
  });
  return strict ? found : [...found, ...unknownNotices(resources)];
}

/** @throws TerraformError `TYPE_UNKNOWN`, of a strict reader */
function unknownType(resource: ResolvedResource, strict: boolean): Notice[] {
  const { address, type } = resource;
  const message = `resources of the type ${type} are not understood, so what they open or close is not known`;
  if (strict) throw new TerraformError("TYPE_UNKNOWN", message, address);
  if (!couldDecide(type)) return [];
  return [{ address, message, weight: "warning", unread: { says: saidOf(resource), hides: true } }];
}

/**
 * Why a strict reader refuses a resource whose type is read, one error for each argument.
 *
 * @returns none where it is understood
 */
export function refusedArguments(resource: ResolvedResource): readonly TerraformError[] {
  const kind = kindOf(resource.type);
  if (kind?.kind !== "read" || kind.type.unserved) return [];
  return new Check(resource, true).errors();
}

/** Attributes that the provider assigns and that every type may have. */
const ASSIGNED = ["arn", "id", "region", "tags", "tags_all", "timeouts"];

/** What a resource says whose type is not read. What is known only after apply says nothing. */
function saidOf({ address, values }: ResolvedResource): Readonly<Record<string, string>> {
  const entries = Object.entries(values).filter(
    ([name, value]) =>
      !ASSIGNED.includes(name) && !isAbsent(value) && !isAssigned(value, `${address}.${name}`),
  );
  return { "": "", ...Object.fromEntries(entries.map(([name, value]) => [name, valueText(value)])) };
}

function isAssigned(value: Value, name: string): boolean {
  return value instanceof Unresolved && value.is === name;
}

function unservedNotice({ address }: ResolvedResource, { notice }: { readonly notice?: string }): Notice[] {
  return notice === undefined ? [] : [{ address, message: notice }];
}

/** One warning for each unknown argument of a type, however many resources set it. */
function unknownNotices(resources: readonly ResolvedResource[]): Notice[] {
  const addresses = new Map<string, string[]>();
  for (const resource of resources)
    for (const { computed, path } of unknownArguments(resource)) {
      const key = `${resource.type} ${path}`;
      if (!computed) addresses.set(key, [...(addresses.get(key) ?? []), resource.address]);
    }
  return [...addresses].map(([key, [address = "", ...others]]) => {
    const [type = "", path = ""] = key.split(" ");
    const meant = meantBy(type, path);
    const also = others.length === 0 ? "" : `; ${others.length} more of ${type} have it`;
    return {
      address,
      message: `the argument ${path} is not known${meant === undefined ? "" : ` (did you mean ${meant}?)`}: what it changes for callers is not evaluated${also}`,
      weight: "warning",
    };
  });
}

/** The argument that was probably meant by one that is not known. */
function meantBy(type: string, path: string): string | undefined {
  return nearestWord(path.slice(path.lastIndexOf(".") + 1), namesBeside(type, path));
}

class Check {
  constructor(
    private readonly resource: ResolvedResource,
    private readonly strict: boolean,
  ) {}

  notices(): Notice[] {
    return Object.entries(this.resource.values).flatMap(([name, value]) => this.argument(name, value));
  }

  /** Of each argument, the first; of an argument that is no block, there is no second. */
  errors(): readonly TerraformError[] {
    return Object.entries(this.resource.values).flatMap(([name, value]) => {
      try {
        this.argument(name, value);
        return [];
      } catch (error) {
        if (error instanceof TerraformError) return [error.of(name)];
        throw error;
      }
    });
  }

  private argument(path: string, value: Value): Notice[] {
    if (isAbsent(value)) return [];
    const attribute = attributeAt(this.resource.type, path);
    switch (attribute?.is) {
      case "read":
      case "served":
      case "ignored":
      case "computed":
        return [];
      case "block":
        return this.block(path, value);
      case "not evaluated":
        return this.notEvaluated(path, value, attribute);
      case "unserved":
        if (!this.strict) return [];
        break;
      case undefined:
        // unknownNotices() reports it.
        if (!this.strict) return [];
        this.refuseMisspelt(path);
    }
    throw new TerraformError(
      "ARGUMENT_UNSUPPORTED",
      `the argument ${path} (${describe(value)}) is not evaluated`,
      this.resource.address,
    );
  }

  private refuseMisspelt(path: string): void {
    const { address, type } = this.resource;
    const meant = meantBy(type, path);
    if (meant === undefined) return;
    const message = `${type} has no argument ${path}; did you mean ${meant}?`;
    throw new TerraformError("ARGUMENT_UNSUPPORTED", message, address);
  }

  private notEvaluated(
    path: string,
    value: Value,
    { message, opens, served, serving, unless }: NotEvaluated,
  ): Notice[] {
    const { address } = this.resource;
    if (value === unless || (served && this.strict)) return [];
    const unread = { says: { [path]: valueText(value) } };
    if (!opens) return [{ address, message, ...(!serving && { unread }) }];
    if (!this.strict) return [{ address, message: `${path}: ${message}`, weight: "danger", unread }];
    throw new TerraformError("ARGUMENT_UNSUPPORTED", `${path}: ${message}`, address);
  }

  private block(path: string, value: Value): Notice[] {
    const { address } = this.resource;
    // The code that reads the block reports what depends on it.
    if (value instanceof Unresolved && !this.strict) return [];
    if (value instanceof Unresolved)
      throw new TerraformError("VALUE_UNKNOWN", `${path}: ${value.unknown}`, address);
    return (isList(value) ? value : [value]).flatMap((block) => {
      if (block instanceof Unresolved && !this.strict) return [];
      if (!isRecord(block))
        throw new TerraformError(
          "DOCUMENT_MALFORMED",
          `${path} is ${describe(block)}, expected a block`,
          address,
        );
      return Object.entries(block).flatMap(([key, part]) => this.argument(`${path}.${key}`, part));
    });
  }
}
