import { TerraformError } from "../error";
import type { Notice } from "../model";
import type { Resolved } from "../resolved";
import { Fields } from "./fields";

/** The resources to read a model from, by type, and where what is noticed on the way is put. */
export class Resources {
  readonly region: string;
  readonly accountId: string;
  private readonly noticed: Notice[] = [];
  private readonly byType: ReadonlyMap<string, readonly Fields[]>;

  constructor({ accountId, region, resources }: Resolved) {
    this.accountId = accountId;
    this.region = region;
    const byType = new Map<string, Fields[]>();
    for (const { address, type, values } of resources) {
      const fields = new Fields(address, values);
      byType.set(type, [...(byType.get(type) ?? []), fields]);
    }
    this.byType = byType;
  }

  ofType(type: string): readonly Fields[] {
    return this.byType.get(type) ?? [];
  }

  /** The resources of a type whose argument has a value, such as all methods of one API. */
  where(type: string, argument: string, value: string): readonly Fields[] {
    return this.ofType(type).filter((fields) => fields.text(argument) === value);
  }

  /**
   * Checks that each resource of a type belongs to something: that `argument` is one of `values`.
   *
   * @throws TerraformError `reference-missing`
   */
  requireParent(type: string, argument: string, values: readonly string[], parent: string): void {
    const known = new Set(values);
    for (const fields of this.ofType(type)) {
      const value = fields.text(argument);
      if (known.has(value)) continue;
      throw new TerraformError(
        "reference-missing",
        `${argument} is ${value}, and no ${parent} has it`,
        fields.address,
      );
    }
  }

  notice(address: string, message: string): void {
    this.noticed.push({ address, message });
  }

  get notices(): readonly Notice[] {
    return this.noticed;
  }
}
