import { TerraformError } from "../../error";
import { Unresolved, type Value } from "../expression";

/** Values that are evaluated when they are first read, each under its own name. */
export class Memo {
  private readonly known = new Map<string, Value>();
  private readonly under = new Set<string>();

  /**
   * @param address of what the value belongs to; errors on the way are given it as their place
   * @throws TerraformError `REFERENCE_CYCLE` where the work asks for its own value
   */
  once(key: string, address: string, work: () => Value): Value {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (this.under.has(key)) throw this.cycle(key, address);
    this.under.add(key);
    try {
      const worked = work();
      // A value made from an unknown value has its own identity from here on.
      const isNew = worked instanceof Unresolved && worked.is === undefined;
      const value = isNew ? new Unresolved(worked.unknown, key, worked.encoded) : worked;
      this.known.set(key, value);
      return value;
    } catch (error) {
      throw error instanceof TerraformError ? error.at(address) : error;
    } finally {
      this.under.delete(key);
    }
  }

  private cycle(key: string, address: string): TerraformError {
    const passed = [...this.under, key];
    const circle = passed.slice(passed.indexOf(key)).join(" → ");
    return new TerraformError("REFERENCE_CYCLE", `it refers to itself: ${circle}`, address);
  }
}
