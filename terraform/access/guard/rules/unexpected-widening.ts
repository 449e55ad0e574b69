import type { Access } from "../../difference";
import { leftBefore, leftNow } from "../../matrix";
import { describeRequirements } from "../../requirements";
import type { Rule } from "../rule";

const WORDS = { absent: "denied", allow: "allowed", deny: "denied", unknown: "not known" } as const;

export const unexpectedWidening: Rule = {
  id: "unexpected-widening",
  level: "critical",
  finds: "Access that a principal gains and that the configuration does not expect",
  reason:
    "A principal may call what it could not call before, or a first API has a route that everybody may call, and no entry says that this is intended",
  fix: "Remove the grant, or add the entry to guard.widenings in gatehouse.json, with the reason in words",
  example: "GET /pets group:clerk",
  exampleEntry: { route: "GET /pets", principal: "group:clerk" },
  needs: "gains",
  check: ({ gained = [] }) =>
    gained.map(({ api, from, method, path, principal, stage, to }) => ({
      resource: `${method} ${path} ${principal}`,
      message: `was ${words(from)}${leftBefore(from.leaves)}, is ${words(to)}${leftNow(to.leaves)}: ${to.reason}`,
      place: { api, stage },
      ...(to.source && { address: to.source.address }),
      entry: {
        ...(api !== undefined && { api }),
        ...(stage !== undefined && { stage }),
        route: `${method} ${path}`,
        principal,
        reason: "",
      },
    })),
};

function words({ decision, requires = [] }: Access): string {
  return requires.length === 0 ? WORDS[decision] : `${WORDS[decision]} ${describeRequirements(requires)}`;
}
