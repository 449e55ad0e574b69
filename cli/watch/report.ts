import { relative, sep } from "node:path";
import { jsonText } from "../render/json";
import { printable } from "../render/printable";
import type { Behind } from "./watch";

/** How reports about an older declaration are written; with `isJson` as a line of JSON. */
export interface ReportOptions {
  readonly isJson: boolean;
  /** Paths are named from here. */
  readonly folder: string;
}

/** What is served has been older than the disk for a while. */
export function staleText(behind: Behind, options: ReportOptions): string {
  const files = filesOf(behind, options);
  if (options.isJson) return jsonText({ event: "stale", ...fieldsOf(behind), files });
  const why = behind.because === "failed" ? "they cannot be served" : "they are still being read";
  return printable(
    `What is served is older than the files changed at ${timeOf(behind)}, ${why}: ${named(files)}`,
  );
}

/** An older declaration answered a call. */
export function olderText(
  call: { readonly verb: string; readonly path: string; readonly status: number },
  behind: Behind,
  options: ReportOptions,
): string {
  const { path, status, verb } = call;
  if (options.isJson)
    return jsonText({ event: "answered-by-older", verb, path, status, ...fieldsOf(behind) });
  return printable(
    `${verb} ${path} ${status} was answered by an older declaration: the files changed at ${timeOf(behind)} cannot be served`,
  );
}

function fieldsOf({ because, since }: Behind): Record<string, string> {
  return { since: since.toISOString(), because };
}

function timeOf({ since }: Behind): string {
  return since.toTimeString().slice(0, 8);
}

function filesOf({ paths }: Behind, { folder }: ReportOptions): string[] {
  const names = paths.map((path) => relative(folder, path) || ".");
  // A folder whose file is named adds nothing.
  return names.filter((name) => !names.some((other) => other.startsWith(name + sep)));
}

function named(files: readonly string[]): string {
  return files.length > 5 ? `${files.slice(0, 5).join(", ")} and ${files.length - 5} more` : files.join(", ");
}

/** Files that are written again during each synth. */
export function restlessText(paths: readonly string[], { folder }: Pick<ReportOptions, "folder">): string {
  const files = named(paths.map((path) => relative(folder, path)));
  return `Written again during each of the last synths, so the next ones wait: ${files}. Does the app write it?`;
}
