import type { Difference, Undecided } from "../../../terraform/access/difference";
import type { AccessMatrix } from "../../../terraform/access/matrix";
import type { Notice } from "../../../terraform/model";
import { type Position, type Positions, positionOf } from "../../../terraform/sources";
import { andText, counted } from "../words";
import { type RouteLine, routeLines } from "./lines";

/** What the formats of a difference show, the gravest first. */
export interface DifferenceReport {
  readonly sections: readonly DifferenceSection[];
}

export type SectionKind = "trust" | "widened" | "narrowed" | "undecided" | "warnings";

export interface DifferenceSection {
  readonly kind: SectionKind;
  /** `Wider` */
  readonly title: string;
  readonly lines: readonly ReportLine[];
}

/** Equal lines as one. */
export interface ReportLine {
  /** `everybody may now call it (was: denied)`. */
  readonly text: string;
  /** The same of several places. */
  readonly textOfMany: string;
  /** `84 routes of store`, `12 function URLs`, `3 resources`; of a single place, what it is: `GET /pets`. */
  readonly about: string;
  readonly places: readonly ReportPlace[];
}

export interface ReportPlace {
  /** As its line lists it: `GET /pets`, or the address of a resource. */
  readonly about: string;
  /** By itself: `store, live GET /pets`, where there are several APIs. */
  readonly name: string;
  /** What is said of it alone: `everybody may now call it (was: denied)`. */
  readonly text: string;
  /** `by statement 0 of aws_iam_role_policy.user`, or why something is not known. */
  readonly note?: string;
  readonly position?: Position;
}

/** What decides at all of several places, and where that is, for their line; the places then have neither. */
export function sharedBy(places: readonly ReportPlace[]): Pick<ReportPlace, "note" | "position"> | undefined {
  const [first] = places;
  if (!first || (first.note === undefined && !first.position)) return undefined;
  const { note, position } = first;
  const isLike = (other: ReportPlace) =>
    other.note === note && other.position?.file === position?.file && other.position?.line === position?.line;
  if (!places.every(isLike)) return undefined;
  return { ...(note !== undefined && { note }), ...(position && { position }) };
}

/** What a report is made of. */
export interface ReportedDifference {
  readonly found: Difference;
  /** Of the old side. */
  readonly base: AccessMatrix;
  /** Warnings that the old side does not have. */
  readonly warnings: readonly Notice[];
  /** Of the blocks of both sides; the new side's, where both have one. */
  readonly positions: Positions;
}

/** Empty where nothing changes and there are no warnings. */
export function differenceReport({ base, found, positions, warnings }: ReportedDifference): DifferenceReport {
  const routes = (changes: Difference["widened"]) => groupedRoutes(routeLines(changes, base), positions);
  const resources = (all: readonly Said[]) => groupedResources(all, positions);
  const sections: DifferenceSection[] = [
    { kind: "trust", title: "Other trust", lines: resources(found.trust.map(trustSaid)) },
    { kind: "widened", title: "Wider", lines: routes(found.widened) },
    {
      kind: "narrowed",
      title: "Narrower",
      lines: [...routes(found.narrowed), ...resources(found.narrowedTrust.map(trustSaid))],
    },
    { kind: "undecided", title: "Cannot tell", lines: resources(found.undecided.map(undecidedSaid)) },
    {
      kind: "warnings",
      title: "New warnings",
      lines: resources(warnings.map(({ address, message }) => ({ resource: address, text: message }))),
    },
  ];
  return { sections: sections.filter(({ lines }) => lines.length > 0) };
}

interface Said {
  readonly resource: string;
  readonly text: string;
  /** In a line of several: what is said of all of them, and how this one is listed. */
  readonly ofMany?: { readonly text: string; readonly about: string };
}

/** Equal rights of several principals, each by a policy of its own, are one line. */
function trustSaid({ holder, resource, what }: Difference["trust"][number]): Said {
  if (holder === undefined || !what.includes(holder)) return { resource, text: what };
  const text = what.replace(holder, "their principals");
  return { resource, text: what, ofMany: { text, about: `${resource} of ${holder}` } };
}

function undecidedSaid({ resource, why }: Undecided): Said {
  return { resource, text: why };
}

function groupedRoutes(lines: readonly RouteLine[], positions: Positions): ReportLine[] {
  return grouped(lines, ({ text }) => text).map((same) => {
    const [{ text, textOfMany }] = same as [RouteLine, ...RouteLine[]];
    const isOfOne = new Set(same.map(({ api }) => api)).size === 1;
    const name = (line: RouteLine) => [line.api, line.route].filter(Boolean).join(" ");
    return {
      about: same.length > 1 ? countedRoutes(same) : name(same[0] as RouteLine),
      text: same.length > 1 ? textOfMany : text,
      textOfMany,
      places: same.map((line) => {
        const { note, source } = line;
        const position = source === undefined ? undefined : positionOf(positions, source);
        return {
          about: isOfOne ? line.route : name(line),
          name: name(line),
          text: line.text,
          ...(note !== undefined && { note }),
          ...(position && { position }),
        };
      }),
    };
  });
}

/** `84 routes of store`, `90 routes of 2 APIs and 12 function URLs`. */
function countedRoutes(lines: readonly RouteLine[]): string {
  const urls = lines.filter(({ kind }) => kind === "url").length;
  const apis = [...new Set(lines.flatMap(({ api, kind }) => (kind === "url" ? [] : [api])))];
  const of = apis.length > 1 ? ` of ${apis.length} APIs` : apis[0] ? ` of ${apis[0]}` : "";
  return andText([
    ...(urls < lines.length ? [`${counted(lines.length - urls, "route")}${of}`] : []),
    ...(urls > 0 ? [counted(urls, "function URL")] : []),
  ]);
}

function groupedResources(all: readonly Said[], positions: Positions): ReportLine[] {
  const ofMany = ({ ofMany, text }: Said) => ofMany?.text ?? text;
  return grouped(all, ofMany).map((same) => {
    const [first] = same as [Said, ...Said[]];
    const isOne = same.length === 1;
    return {
      about: isOne ? first.resource : counted(same.length, "resource"),
      text: isOne ? first.text : ofMany(first),
      textOfMany: ofMany(first),
      places: same.map(({ ofMany, resource, text }) => {
        const position = positionOf(positions, resource);
        const about = (!isOne && ofMany?.about) || resource;
        return { about, name: resource, text, ...(position && { position }) };
      }),
    };
  });
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const same = groups.get(keyOf(one));
    if (same) same.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return [...groups.values()];
}
