import { differenceReport, type ReportedDifference, type SectionKind } from "../difference/report";
import { type FindingRule, type ReportedFinding, WARNING_RULE } from "./finding";

const RULES: Readonly<Record<SectionKind, FindingRule>> = {
  trust: {
    id: "trust-changed",
    gravity: "error",
    severity: 9.5,
    finds: "Others vouch for callers than before",
    reason:
      "Who issues tokens, assigns roles or runs as the authorizer decides who gets in, whatever the routes say",
    fix: "Make sure that the new issuer, account, pool, code or way in is meant; if not, undo the change",
  },
  widened: {
    id: "access-widened",
    gravity: "error",
    severity: 9.5,
    finds: "Callers may do more than before",
    reason: "A principal may call what it could not call before",
    fix: "Make sure that this is meant; if not, undo the grant",
  },
  narrowed: {
    id: "access-narrowed",
    gravity: "note",
    finds: "Callers may do less than before",
    reason: "A principal may no longer call what it could call before",
    fix: "Make sure that no caller needs it",
  },
  undecided: {
    id: "access-unknown",
    gravity: "warning",
    severity: 5.5,
    finds: "It cannot be told what changes for callers",
    reason: "Something that is not read or not known differs, and could decide who may call what",
    fix: "Find out what it changes; values of variables can be given with --var and --var-file",
  },
  warnings: WARNING_RULE,
};

/** What changes for callers, one finding for each route or resource. */
export function findingsOfDifference(reported: ReportedDifference): readonly ReportedFinding[] {
  return differenceReport(reported).sections.flatMap(({ kind, lines }) =>
    lines.flatMap(({ places, textOfMany }) =>
      places.map(({ name, note, position, text }) => ({
        rule: RULES[kind],
        about: name,
        message: text,
        messageOfMany: textOfMany,
        key: `${name} ${text}`,
        ...(note !== undefined && { note }),
        ...(position && { position }),
      })),
    ),
  );
}
