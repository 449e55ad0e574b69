import { blockName } from "./block-positions";
import type { Position, Positions } from "./position";

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],\n]/g;

/** An object or list that is open. */
interface Open {
  readonly isObject: boolean;
  /** Of an object, the name whose value is next; undefined where a name is next. */
  name?: string | undefined;
}

/**
 * Where the blocks of a file of Terraform JSON begin, as blockPositions() has them: at the names of their last label. Lists
 * may stand around objects at every level.
 *
 * @param text that is JSON
 */
export function jsonBlockPositions(text: string, file: string): Positions {
  const positions = new Map<string, Position>();
  const open: Open[] = [];
  let line = 1;
  for (const [token] of text.matchAll(TOKEN)) {
    const inner = open.at(-1);
    if (token === "\n") line++;
    else if (token === "{" || token === "[") open.push({ isObject: token === "{" });
    else if (token === "}" || token === "]") open.pop();
    else if (token === ",") {
      if (inner) inner.name = undefined;
    } else if (inner?.isObject && inner.name === undefined) {
      inner.name = JSON.parse(token) as string;
      const [type = "", ...labels] = open.flatMap(({ name }) => (name === undefined ? [] : [name]));
      const address = blockName(type, labels);
      if (address !== undefined && !positions.has(address)) positions.set(address, { file, line });
    }
  }
  return positions;
}
