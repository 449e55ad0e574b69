import { createHash } from "node:crypto";
import type { Log, ReportingDescriptor, Result } from "sarif";
import { jsonText } from "../json";
import { escaped } from "../markdown";
import { type FindingPlaces, type FindingRule, findingText, type ReportedFinding } from "./finding";

/** Code scanning shows so many of a run, and refuses a run with more than 25,000. */
const MAX_RESULTS = 5_000;

const ORDER = { error: 0, warning: 1, note: 2 } as const;

export interface SarifOptions {
  /** `guard`, `diff`, `access`: one category of analysis each. */
  readonly command: string;
  readonly version: string;
  readonly places: FindingPlaces;
}

/**
 * Findings as SARIF 2.1.0, the gravest first, as code scanning of GitHub takes it. What is more than it shows is left
 * out and said in a notification.
 */
export function sarifOf(
  findings: readonly ReportedFinding[],
  { command, places, version }: SarifOptions,
): string {
  const sorted = [...findings].sort((a, b) => ORDER[a.rule.gravity] - ORDER[b.rule.gravity]);
  const rules = [...new Map(sorted.map(({ rule }) => [rule.id, rule])).values()];
  const fingerprint = fingerprints();
  const log: Log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Gatehouse", semanticVersion: version, rules: rules.map(descriptorOf) } },
        automationDetails: { id: `gatehouse-${command}/` },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: true,
            ...(sorted.length > MAX_RESULTS && {
              toolExecutionNotifications: [
                {
                  level: "warning",
                  message: { text: `${sorted.length - MAX_RESULTS} further findings are left out.` },
                },
              ],
            }),
          },
        ],
        results: sorted.slice(0, MAX_RESULTS).map((finding) => ({
          ruleId: finding.rule.id,
          ruleIndex: rules.findIndex(({ id }) => id === finding.rule.id),
          level: finding.rule.gravity,
          message: { text: withoutLinks(findingText(finding)) },
          locations: [locationOf(finding, places)],
          partialFingerprints: { primaryLocationLineHash: fingerprint(finding) },
        })),
      },
    ],
  };
  return `${jsonText(log, 2)}\n`;
}

/** SARIF makes a link of `[text](target)`, also where it is part of a name in the Terraform. */
function withoutLinks(text: string): string {
  return text.replace(/\]\(/g, "] (");
}

function descriptorOf({ finds, fix, gravity, id, reason, severity }: FindingRule): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: finds },
    fullDescription: { text: `${reason}.` },
    help: {
      text: `${reason}. What to do: ${fix}.`,
      markdown: `${escaped(`${reason}.`)}\n\n**What to do:** ${escaped(`${fix}.`)}`,
    },
    defaultConfiguration: { level: gravity },
    properties: {
      precision: "high",
      ...(severity === undefined
        ? { "problem.severity": gravity === "note" ? "recommendation" : gravity }
        : { tags: ["security"], "security-severity": severity.toFixed(1) }),
    },
  };
}

function locationOf(
  { about, position }: ReportedFinding,
  { inRepository, otherwise }: FindingPlaces,
): NonNullable<Result["locations"]>[number] {
  const file = position && inRepository(position.file);
  const line = file === undefined || !position ? 1 : position.line;
  const uri = (file ?? otherwise).split("/").map(encodeURIComponent).join("/");
  return {
    physicalLocation: {
      artifactLocation: { uri, uriBaseId: "%SRCROOT%" },
      region: { startLine: line, startColumn: 1, endLine: line, endColumn: 2 },
    },
    logicalLocations: [{ fullyQualifiedName: about }],
  };
}

/**
 * What code scanning knows a finding by from run to run. Without it, the upload computes one from the text of the line,
 * and two findings of one rule at one line, such as two principals of one policy, are one there.
 */
function fingerprints(): (finding: ReportedFinding) => string {
  const seen = new Map<string, number>();
  return ({ about, key = about, rule }) => {
    const hash = createHash("sha256").update(`${rule.id}\n${key}`).digest("hex").slice(0, 16);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  };
}
