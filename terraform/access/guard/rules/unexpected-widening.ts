import type { Rule } from "../rule";

const WORDS = { absent: "denied", allow: "allowed", deny: "denied", unknown: "not known" } as const;

export const unexpectedWidening: Rule = {
  id: "unexpected-widening",
  reason: "Somebody may call what they could not before, and nobody wrote down that this is meant",
  fix: "Take the grant back, or add the entry to guard.widenings in gatehouse.json, with the reason in words",
  needs: "base",
  check: ({ base }) =>
    (base?.widened ?? []).map(({ from, method, path, principal, to }) => ({
      resource: `${method} ${path} ${principal}`,
      message: `was ${WORDS[from.decision]}, is ${WORDS[to.decision]}: ${to.reason}`,
      entry: { route: `${method} ${path}`, principal, reason: "" },
    })),
};
