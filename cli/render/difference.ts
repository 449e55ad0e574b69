import type { Access, Change, Difference } from "../../terraform/access/difference/difference";
import { jsonText } from "./json";
import { escaped } from "./markdown";

/** Lines of plain text, widening above narrowing. */
export function differenceText(found: Difference): string {
  if (isEmpty(found)) return "Nobody may call more or less than before.\n";
  const sections = sectionsOf(found).map(([title, changes]) =>
    [title, ...linesOf(changes).map((line) => `  ${line.route}: ${line.text}`)].join("\n"),
  );
  return `${sections.join("\n\n")}\n`;
}

/** For a comment on a pull request. */
export function differenceMarkdown(found: Difference): string {
  if (isEmpty(found)) return "Nobody may call more or less than before.\n";
  const sections = sectionsOf(found).map(([title, changes]) =>
    [
      `#### ${title}`,
      ...linesOf(changes).map((line) => `- **${escaped(line.route)}**: ${escaped(line.text)}`),
    ].join("\n"),
  );
  return `${sections.join("\n\n")}\n`;
}

/** `{"widened":[{"method","path","principal","from":{"decision","reason","source"},"to":{…}}],"narrowed":[…]}` */
export function differenceJson({ narrowed, widened }: Difference): string {
  return `${jsonText({ widened, narrowed }, 2)}\n`;
}

function isEmpty({ narrowed, widened }: Difference): boolean {
  return widened.length === 0 && narrowed.length === 0;
}

function sectionsOf({ narrowed, widened }: Difference): [string, readonly Change[]][] {
  const sections: [string, readonly Change[]][] = [
    ["Wider", widened],
    ["Narrower", narrowed],
  ];
  return sections.filter(([, changes]) => changes.length > 0);
}

interface Line {
  readonly route: string;
  readonly text: string;
}

/** What anonymous callers gain or lose, everybody does: one line in place of one for each principal. */
function linesOf(changes: readonly Change[]): Line[] {
  const byRoute = new Map<string, Change[]>();
  for (const change of changes) {
    const route = [change.api, change.stage, change.method, change.path].filter(Boolean).join(" ");
    byRoute.set(route, [...(byRoute.get(route) ?? []), change]);
  }
  return [...byRoute].flatMap(([route, all]) => {
    const anybody = all.find(({ principal }) => principal === "anonymous");
    const rest = anybody ? all.filter((change) => !isLike(change, anybody)) : all;
    const shown = anybody
      ? [{ ...anybody, principal: all.length > 1 ? "everybody" : "anonymous" }, ...rest]
      : rest;
    return shown.map((change) => ({ route, text: sentence(change) }));
  });
}

function isLike(change: Change, anybody: Change): boolean {
  return change.to.decision === anybody.to.decision && !change.to.requires === !anybody.to.requires;
}

/** `user may now call it (was: denied), by statement 2 of aws_iam_role_policy.user` */
function sentence({ from, principal, to }: Change): string {
  const who = principal.startsWith("group:") ? principal.slice("group:".length) : principal;
  const before = `was: ${words(from)}`;
  const by = to.source ? `, by ${placeOf(to)}` : "";
  const through = to.answeredBy === undefined ? "" : `, answered by ${to.answeredBy}`;
  switch (to.decision) {
    case "allow":
      if (from.decision === "allow")
        return `${who} ${to.requires ? "now needs an API key" : "needs no API key any more"} (${before})${through}${by}`;
      return `${who} may now call it${withKey(to)} (${before})${through}${by}`;
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
  return `${word}${withKey(access)}${access.answeredBy === undefined ? "" : ` by ${access.answeredBy}`}`;
}

function withKey({ requires }: Access): string {
  return requires?.includes("api-key") ? " with an API key" : "";
}

function placeOf({ source }: Access): string {
  if (source?.statement === undefined) return source?.address ?? "";
  return `statement ${source.statement} of ${source.address}`;
}
