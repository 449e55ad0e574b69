import type { Rule } from "../rule";

export const lockBypass: Rule = {
  id: "lock-bypass",
  reason: "Whoever takes a way in beside the locks calls what no route lets them call",
  fix: "Close it, as the message says",
  check: ({ model }) =>
    model.notices
      .filter(({ weight }) => weight === "danger")
      .map(({ address, message }) => ({ resource: address, message })),
};
