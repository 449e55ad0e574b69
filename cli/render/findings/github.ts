import { placeText } from "../places";
import { printable } from "../printable";
import { counted } from "../words";
import { type FindingPlaces, findingText, type Gravity, type ReportedFinding } from "./finding";

/** GitHub shows so many annotations of each kind in a step; the others are in the log only. */
const SHOWN = 10;
/** Routes or resources that an annotation of several names. */
const NAMED = 5;

const COMMANDS: Readonly<Record<Gravity, string>> = { error: "error", warning: "warning", note: "notice" };

/**
 * Findings as workflow commands, which GitHub Actions makes annotations of. Equal findings of a file are one. Where there
 * are more than it shows, equal ones of all files are one; where still more, each rule has its part of them, and its last
 * one counts the rest. Ends with a line for the log.
 */
export function githubOf(findings: readonly ReportedFinding[], { inRepository }: FindingPlaces): string {
  const gravities = Object.keys(COMMANDS) as Gravity[];
  const lines = gravities.flatMap((gravity) =>
    shownOf(findings.filter(({ rule }) => rule.gravity === gravity)).map((one) => command(one, inRepository)),
  );
  const total = gravities.map((gravity) =>
    counted(findings.filter(({ rule }) => rule.gravity === gravity).length, gravity),
  );
  return `${[...lines, `Gatehouse: ${total.join(", ")}.`].join("\n")}\n`;
}

interface Annotation extends Pick<ReportedFinding, "position"> {
  readonly gravity: Gravity;
  readonly title: string;
  readonly message: string;
}

/** At most as many annotations as are shown of one gravity. */
function shownOf(findings: readonly ReportedFinding[]): Annotation[] {
  const text = (finding: ReportedFinding) => `${finding.rule.id}\n${ofMany(finding)}`;
  const inFiles = byFile(grouped(findings, text));
  if (inFiles.length <= SHOWN) return inFiles.map(annotationOf);
  const equal = grouped(findings, text);
  if (equal.length <= SHOWN) return equal.map(annotationOf);
  const rules = grouped(findings, ({ rule }) => rule.id);
  const each = Math.max(1, Math.floor(SHOWN / rules.length));
  const shown = rules.flatMap((all) => {
    const own = grouped(all, ofMany);
    if (own.length <= each) return own.map(annotationOf);
    return [...own.slice(0, each - 1).map(annotationOf), restOf(own.slice(each - 1).flat())];
  });
  if (shown.length <= SHOWN) return shown;
  const [{ gravity }, left] = [shown[0] as Annotation, shown.slice(SHOWN - 1).map(({ title }) => title)];
  return [...shown.slice(0, SHOWN - 1), { gravity, title: "gatehouse", message: `also ${left.join(", ")}` }];
}

/** Each of several groups of equal findings by file; those without a place are with the first file's. */
function byFile(groups: readonly ReportedFinding[][]): ReportedFinding[][] {
  return groups.flatMap((same) => {
    const first = same.find(({ position }) => position)?.position?.file ?? "";
    return grouped(same, ({ position }) => position?.file ?? first);
  });
}

function ofMany({ message, messageOfMany = message }: ReportedFinding): string {
  return messageOfMany;
}

/** Equal findings as one. */
function annotationOf(same: readonly ReportedFinding[]): Annotation {
  const [first] = same as [ReportedFinding, ...ReportedFinding[]];
  const message =
    same.length === 1 ? findingText(first) : `${same.length} places: ${ofMany(first)}: ${placesText(same)}`;
  return titled(first, message);
}

/** Different findings of one rule as one. */
function restOf(all: readonly ReportedFinding[]): Annotation {
  const [first] = all as [ReportedFinding, ...ReportedFinding[]];
  return titled(first, `${counted(all.length, "finding")}: ${placesText(all)}. ${first.rule.reason}.`);
}

function titled({ position, rule }: ReportedFinding, message: string): Annotation {
  return { gravity: rule.gravity, title: rule.id, message, ...(position && { position }) };
}

function placesText(findings: readonly ReportedFinding[]): string {
  const named = findings
    .slice(0, NAMED)
    .map(({ about, position }) => (position ? `${about} (${placeText(position)})` : about));
  const more = findings.length - named.length;
  return `${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function grouped(
  findings: readonly ReportedFinding[],
  keyOf: (finding: ReportedFinding) => string,
): ReportedFinding[][] {
  const groups = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const same = groups.get(keyOf(finding));
    if (same) same.push(finding);
    else groups.set(keyOf(finding), [finding]);
  }
  return [...groups.values()];
}

/** `::error file=api.tf,line=14,title=access-widened::GET /pets: everybody may now call it` */
function command(
  { gravity, message, position, title }: Annotation,
  inRepository: FindingPlaces["inRepository"],
): string {
  const file = position && inRepository(position.file);
  const properties = {
    ...(file !== undefined && position && { file, line: `${position.line}` }),
    title,
  };
  const named = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
  return `::${COMMANDS[gravity]} ${named.join(",")}::${data(message)}`;
}

/** As the runner reads a message. */
function data(text: string): string {
  return printable(text).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

/** As the runner reads a property. */
function property(text: string): string {
  return data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
