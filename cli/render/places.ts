import type { Position } from "../../terraform/sources";
import { printable } from "./printable";

/** `api.tf:14`, as terminals and editors make a link of it. */
export function placeText({ file, line }: Position): string {
  return printable(`${file}:${line}`);
}

/** Texts, and behind them where they are, as far as that is known. */
export function placed(texts: readonly string[], position: Position | undefined): string[] {
  return position ? [...texts, placeText(position)] : [...texts];
}
