import { commentOf } from "../comment";
import { details, escaped } from "../markdown";
import { placed } from "../places";
import {
  differenceReport,
  type ReportedDifference,
  type ReportLine,
  type ReportPlace,
  sharedBy,
} from "./report";
import { unchanged } from "./text";

/** Places that are listed openly; more of them are folded. */
const OPEN_PLACES = 5;

/** For a comment on a pull request: what does not fit into one is left out, and counted. */
export function differenceMarkdown(reported: ReportedDifference): string {
  const { sections } = differenceReport(reported);
  const head = unchanged(sections);
  return commentOf((most) =>
    [
      ...head,
      ...sections.map(({ lines, title }) =>
        [`#### ${title}`, ...lines.map((line) => itemOf(line, most))].join("\n"),
      ),
    ].join("\n\n"),
  );
}

function itemOf({ about, places, text }: ReportLine, most: number): string {
  const shared = sharedBy(places);
  const rest = placed(shared?.note === undefined ? [] : [shared.note], shared?.position);
  const line = [`- **${escaped(about)}**: ${escaped(text)}`, ...rest.map(escaped)].join(", ");
  if (places.length < 2) return line;
  const listed = places.slice(0, most);
  const more = places.length - listed.length;
  const list = [
    ...listed.map((place) => `- ${escaped(shared ? place.about : placeLine(place))}`),
    ...(more > 0 ? [`- … and ${more} more`] : []),
  ].join("\n");
  // What belongs to an item of a list is indented like its text.
  if (places.length <= OPEN_PLACES) return `${line}\n${indented(list)}`;
  return `${line}\n\n${indented(details(`${places.length} places`, list))}\n`;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}

function placeLine({ about, note, position }: ReportPlace): string {
  return placed(note === undefined ? [about] : [about, note], position).join(", ");
}
