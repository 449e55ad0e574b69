import { type Access, type Change, type Difference, outcomeOf } from "../../terraform/access/difference";
import { describeRequirements } from "../../terraform/access/requirements";
import { jsonText } from "./json";
import { escaped } from "./markdown";

/** Lines of plain text, the gravest changes first. */
export function differenceText(found: Difference): string {
  if (outcomeOf(found) === "unchanged") return "Nobody may call more or less than before.\n";
  const sections = sectionsOf(found).map(([title, lines]) =>
    [title, ...lines.map(({ about, text }) => `  ${about}: ${text}`)].join("\n"),
  );
  return `${sections.join("\n\n")}\n`;
}

/** For a comment on a pull request. */
export function differenceMarkdown(found: Difference): string {
  if (outcomeOf(found) === "unchanged") return "Nobody may call more or less than before.\n";
  const sections = sectionsOf(found).map(([title, lines]) =>
    [`#### ${title}`, ...lines.map(({ about, text }) => `- **${escaped(about)}**: ${escaped(text)}`)].join(
      "\n",
    ),
  );
  return `${sections.join("\n\n")}\n`;
}

/**
 * `{"outcome":"wider","trust":[{"kind","resource","argument"?,"from","to","relies","what"}],
 * "widened":[{"method","path","principal","from":{"decision","reason","source"},"to":{…}}],"narrowed":[…],
 * "narrowedTrust":[…],"undecided":[{"resource","argument"?,"why"}]}`
 */
export function differenceJson(found: Difference): string {
  const { narrowed, narrowedTrust, trust, undecided, widened } = found;
  const report = { outcome: outcomeOf(found), trust, widened, narrowed, narrowedTrust, undecided };
  return `${jsonText(report, 2)}\n`;
}

function sectionsOf({
  narrowed,
  narrowedTrust,
  trust,
  undecided,
  widened,
}: Difference): [title: string, lines: readonly Line[]][] {
  const sections: [string, readonly Line[]][] = [
    ["Other trust", trust.map(trustLine)],
    ["Wider", linesOf(widened)],
    ["Narrower", [...linesOf(narrowed), ...narrowedTrust.map(trustLine)]],
    ["Cannot tell", undecided.map(({ resource, why }) => ({ about: resource, text: why }))],
  ];
  return sections.filter(([, lines]) => lines.length > 0);
}

function trustLine({ resource, what }: Difference["trust"][number]): Line {
  return { about: resource, text: what };
}

interface Line {
  /** A route, or the address of a resource. */
  readonly about: string;
  readonly text: string;
}

/** What anonymous callers gain or lose, all callers do: one line replaces those of the other principals. */
function linesOf(changes: readonly Change[]): Line[] {
  const byRoute = new Map<string, Change[]>();
  for (const change of changes) {
    const route = [change.api, change.stage, change.method, change.path].filter(Boolean).join(" ");
    byRoute.set(route, [...(byRoute.get(route) ?? []), change]);
  }
  return [...byRoute].flatMap(([route, all]) => {
    const anonymous = all.find(({ principal }) => principal === "anonymous");
    const rest = anonymous ? all.filter((change) => !isLike(change, anonymous)) : all;
    const shown = anonymous
      ? [{ ...anonymous, principal: all.length > 1 ? "everybody" : "anonymous" }, ...rest]
      : rest;
    return shown.map((change) => ({ about: route, text: sentence(change) }));
  });
}

function isLike(change: Change, anonymous: Change): boolean {
  return (
    change.to.decision === anonymous.to.decision &&
    withNeeds(change.to) === withNeeds(anonymous.to) &&
    withNeeds(change.from) === withNeeds(anonymous.from)
  );
}

/** `user may now call it (was: denied), by statement 2 of aws_iam_role_policy.user` */
function sentence({ from, principal, to }: Change): string {
  const who = principal.startsWith("group:") ? principal.slice("group:".length) : principal;
  const before = `was: ${words(from)}`;
  const by = to.source ? `, by ${placeOf(to)}` : "";
  const through = to.answeredBy === undefined ? "" : `, answered by ${to.answeredBy}`;
  switch (to.decision) {
    case "allow":
      return `${who} may now call it${to.requires ? ` only${withNeeds(to)}` : ""} (${before})${through}${by}`;
    case "unknown":
      return `it is not known any more whether ${who} may call it (${before})${through}: ${to.reason}`;
    case "deny":
      return `${who} may no longer call it (${before})${through}${by}`;
    case "absent":
      return `${who} may no longer call it (${before}): ${to.reason.replace(/^T/, "t")}`;
  }
}

function words(access: Access): string {
  const names = { allow: "allowed", deny: "denied", unknown: "not known", absent: "no such route" } as const;
  const word =
    access.decision === "absent" && /^There is no (?!such)/.test(access.reason)
      ? "denied"
      : names[access.decision];
  return `${word}${withNeeds(access)}${access.answeredBy === undefined ? "" : ` by ${access.answeredBy}`}`;
}

function withNeeds({ requires = [] }: Access): string {
  return requires.length > 0 ? ` ${describeRequirements(requires)}` : "";
}

function placeOf({ source }: Access): string {
  if (source?.statement === undefined) return source?.address ?? "";
  return `statement ${source.statement} of ${source.address}`;
}
