import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Collects what the last contender left of young objects, so that the next one does not pay for it. */
export function collectGarbage(): void {
  collect ??= exposed();
  collect({ type: "minor" });
}

type Collect = (options: { readonly type: "minor" }) => void;

let collect: Collect | undefined;

function exposed(): Collect {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as Collect;
}
