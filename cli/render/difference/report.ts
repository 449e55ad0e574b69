import type { Difference, Undecided } from "../../../terraform/access/difference";
import type { AccessMatrix } from "../../../terraform/access/matrix";
import type { Notice } from "../../../terraform/model";
import { type Position, type Positions, positionOf } from "../../../terraform/sources";
import { counted } from "../words";
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
  /** The same of one of the places. */
  readonly textOfOne: string;
  /** The same of several places. */
  readonly textOfMany: string;
  /** The API and stage of all places, where there are several: `store, live `. */
  readonly prefix: string;
  /** `84 routes of store`, `3 resources`; of a single place, what it is: `GET /pets`. */
  readonly about: string;
  readonly places: readonly ReportPlace[];
}

export interface ReportPlace {
  /** `GET /pets`, or the address of a resource. */
  readonly about: string;
  /** `by statement 0 of aws_iam_role_policy.user`, or why something is not known. */
  readonly note?: string;
  readonly position?: Position;
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
}

function trustSaid({ resource, what }: Difference["trust"][number]): Said {
  return { resource, text: what };
}

function undecidedSaid({ resource, why }: Undecided): Said {
  return { resource, text: why };
}

function groupedRoutes(lines: readonly RouteLine[], positions: Positions): ReportLine[] {
  return grouped(lines, ({ api, text }) => `${api}\n${text}`).map((same) => {
    const [{ api, route, text, textOfMany }] = same as [RouteLine, ...RouteLine[]];
    const of = api === "" ? "" : ` of ${api}`;
    return {
      about:
        same.length > 1 ? `${counted(same.length, "route")}${of}` : [api, route].filter(Boolean).join(" "),
      text: same.length > 1 ? textOfMany : text,
      textOfOne: text,
      textOfMany,
      prefix: api === "" ? "" : `${api} `,
      places: same.map(({ note, route: about, source }) => {
        const position = source === undefined ? undefined : positionOf(positions, source);
        return { about, ...(note !== undefined && { note }), ...(position && { position }) };
      }),
    };
  });
}

function groupedResources(all: readonly Said[], positions: Positions): ReportLine[] {
  return grouped(all, ({ text }) => text).map((same) => {
    const [{ resource, text }] = same as [Said, ...Said[]];
    return {
      about: same.length > 1 ? counted(same.length, "resource") : resource,
      text,
      textOfOne: text,
      textOfMany: text,
      prefix: "",
      places: same.map(({ resource: about }) => {
        const position = positionOf(positions, about);
        return { about, ...(position && { position }) };
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
