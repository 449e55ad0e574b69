import type { Lifecycle } from "../../language/configuration";
import { type Value, valueText } from "../../language/expression";
import { attributeAt, hasSay, kindOf } from "../../types";

/** A resource of one side. */
export interface ComparedResource {
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Attributes that the configuration does not write, by path; absent where that is not told. */
  readonly unwritten?: ReadonlySet<string>;
  /** Only a configuration tells it. */
  readonly lifecycle?: Lifecycle;
}

/** What the resources of a side say about access: by address, then by argument, as texts that can be compared. */
export class Contents {
  private readonly byAddress: ReadonlyMap<string, ComparedResource>;
  private readonly known = new Map<string, ReadonlyMap<string, string>>();

  constructor(resources: readonly ComparedResource[]) {
    this.byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  }

  get addresses(): readonly string[] {
    return [...this.byAddress.keys()];
  }

  /** Empty where there is no such resource. */
  of(address: string): ReadonlyMap<string, string> {
    const known = this.known.get(address);
    if (known) return known;
    const resource = this.byAddress.get(address);
    const made = resource ? contentOf(resource) : new Map<string, string>();
    this.known.set(address, made);
    return made;
  }
}

/** The arguments of a resource that may have an influence on access, each with its value. */
function contentOf({ type, values }: ComparedResource): ReadonlyMap<string, string> {
  const isRead = kindOf(type)?.kind === "read";
  const entries = Object.entries(values as Readonly<Record<string, Value>>).filter(([name, value]) => {
    const attribute = attributeAt(type, name);
    const matters = attribute ? hasSay(attribute) : !isRead || attribute === undefined;
    return matters && value !== null && value !== undefined;
  });
  return new Map(entries.map(([name, value]) => [name, valueText(value)]));
}
