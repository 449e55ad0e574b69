import type { WriteStream } from "node:tty";

export type Style = keyof typeof CODES;

/** What begins a style of a terminal, and what ends it. */
const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
} as const;

/** A text in a style, or as it is. */
export type Paint = (style: Style | undefined, text: string) => string;

export const plain: Paint = (_, text) => text;

/**
 * Styles for a stream: on a terminal alone. FORCE_COLOR asks for them elsewhere, or with 0 for none; NO_COLOR for none.
 */
export function paintFor(
  { isTTY }: Pick<WriteStream, "isTTY"> | { readonly isTTY?: boolean },
  { FORCE_COLOR, NO_COLOR, TERM }: NodeJS.ProcessEnv = process.env,
): Paint {
  const isForced = FORCE_COLOR !== undefined && FORCE_COLOR !== "";
  const isOn = isForced
    ? FORCE_COLOR !== "0" && FORCE_COLOR !== "false"
    : isTTY === true && !NO_COLOR && TERM !== "dumb";
  return isOn ? styled : plain;
}

function styled(style: Style | undefined, text: string): string {
  if (style === undefined || text === "") return text;
  const [begin, end] = CODES[style];
  return `\u001b[${begin}m${text}\u001b[${end}m`;
}
