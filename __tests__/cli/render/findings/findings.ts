import type {
  FindingPlaces,
  FindingRule,
  Gravity,
  ReportedFinding,
} from "../../../../cli/render/findings/finding";

export const rule = (id: string, gravity: Gravity, severity?: number): FindingRule => ({
  id,
  gravity,
  ...(severity !== undefined && { severity }),
  finds: "A finding",
  reason: "It is one",
  fix: "Mend it",
});

export const WIDER = rule("access-widened", "error", 9.5);
export const NARROWER = rule("access-narrowed", "note");

export const finding = (about: string, more: Partial<ReportedFinding> = {}): ReportedFinding => ({
  rule: WIDER,
  about,
  message: "everybody may now call it",
  ...more,
});

/** A repository in which everything is that is not above it. */
export const places: FindingPlaces = {
  inRepository: (file) => (file.startsWith("..") ? undefined : file),
  otherwise: "gatehouse.json",
};
