import type { Functions, Implementation } from "./define";
import type { FunctionName } from "./signatures";

/** A function, and which of its arguments must be known. */
export interface Definition {
  /** `contents`: the arguments at every depth. `shape`: each argument itself; its elements may be unknown. `any`: none. */
  readonly of: "any" | "contents" | "shape";
  readonly call: Implementation;
  /** Its first argument is the path of files that it reads. */
  readonly reads?: true;
}

export const defineContents = define("contents");
export const defineShape = define("shape");
export const defineFiles = define("contents", { reads: true });
/** Functions that say themselves what is unknown. */
export const defineAny = define("any");

function define(of: Definition["of"], more: Pick<Definition, "reads"> = {}) {
  return <N extends FunctionName>(functions: Functions<N>): Readonly<Record<N, Definition>> => {
    const entries = Object.entries<Implementation>(functions).map(([name, call]) => [
      name,
      { of, call, ...more },
    ]);
    return Object.fromEntries(entries) as Readonly<Record<N, Definition>>;
  };
}
