import { type Paint, plain, type Style } from "../colour";
import { placed, placeText } from "../places";
import { aligned, hanging } from "../wrap";
import {
  differenceReport,
  type ReportedDifference,
  type ReportLine,
  type SectionKind,
  sharedBy,
} from "./report";

/** Places of a line that are listed without `verbose`. */
const LISTED = 10;

const STYLES: Readonly<Record<SectionKind, Style>> = {
  trust: "red",
  widened: "red",
  narrowed: "green",
  undecided: "yellow",
  warnings: "yellow",
};

/** Lines of text, the gravest changes first. */
export function differenceText(
  reported: ReportedDifference,
  {
    paint = plain,
    verbose = false,
    width = Number.POSITIVE_INFINITY,
  }: { readonly paint?: Paint; readonly verbose?: boolean; readonly width?: number } = {},
): string {
  const { sections } = differenceReport(reported);
  const parts = sections.map(({ kind, lines, title }) =>
    [
      paint(STYLES[kind], title),
      ...lines.flatMap((line) => linesOf(line, verbose)).flatMap((line) => hanging(line, width)),
    ].join("\n"),
  );
  return `${[...unchanged(sections), ...parts].join("\n\n")}\n`;
}

/** Said where there is nothing but warnings. */
export function unchanged(sections: readonly { readonly title: string }[]): string[] {
  return sections.every(({ title }) => title === "New warnings")
    ? ["Nobody may call more or less than before."]
    : [];
}

function linesOf({ about, places, text }: ReportLine, verbose: boolean): string[] {
  const shared = sharedBy(places);
  const note = shared?.note === undefined ? "" : `, ${shared.note}`;
  const at = shared?.position ? `  ${placeText(shared.position)}` : "";
  const line = `  ${about}: ${text}${note}${at}`;
  if (places.length < 2) return [line];
  const listed = verbose ? places : places.slice(0, LISTED);
  const more = places.length - listed.length;
  const rows = listed.map(({ about: what, note, position }) =>
    shared ? [what] : placed(note === undefined ? [what] : [what, note], position),
  );
  return [
    line,
    ...aligned(rows).map((row) => `    ${row.trimEnd()}`),
    ...(more > 0 ? [`    … and ${more} more; --verbose lists them`] : []),
  ];
}
