import { TerraformError } from "../../error";
import { Unresolved, type Value } from "../expression";

/** What stands in for a value that cannot be worked out. */
export type Failed = (error: TerraformError) => Unresolved;

/** Values that are evaluated when they are first read, each under its own name. */
export class Memo {
  private readonly known = new Map<string, Value>();
  private readonly under = new Set<string>();

  /**
   * @param address of what the value belongs to; errors on the way are given it as their place
   * @param failed what to do with an error; without it, it is thrown
   * @throws TerraformError `REFERENCE_CYCLE` where the work asks for its own value
   */
  once(key: string, address: string, work: () => Value, failed?: Failed): Value {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (this.under.has(key)) throw this.cycle(key, address);
    this.under.add(key);
    try {
      return this.keep(key, work());
    } catch (error) {
      const at = error instanceof TerraformError ? error.at(address) : error;
      // Of a circle, no value on the way is known, whichever of them was asked for first.
      const isInCircle = at instanceof TerraformError && at.code === "REFERENCE_CYCLE" && this.under.size > 1;
      if (!failed || isInCircle) throw at;
      return this.keep(key, failed(terraformError(at, address)));
    } finally {
      this.under.delete(key);
    }
  }

  private keep(key: string, worked: Value): Value {
    // A value made from an unknown value has its own identity from here on.
    const isNew = worked instanceof Unresolved && worked.is === undefined;
    const value = isNew ? worked.from(key) : worked;
    this.known.set(key, value);
    return value;
  }

  private cycle(key: string, address: string): TerraformError {
    const passed = [...this.under, key];
    const circle = passed.slice(passed.indexOf(key)).join(" → ");
    return new TerraformError("REFERENCE_CYCLE", `it refers to itself: ${circle}`, address);
  }
}

/** A value may be of a shape, or so deep, that JavaScript throws an error of its own. */
function terraformError(error: unknown, address: string): TerraformError {
  if (error instanceof TerraformError) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new TerraformError("EXPRESSION_MALFORMED", `it cannot be evaluated: ${why}`, address);
}
