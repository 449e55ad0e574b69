import { admittedByPolicy } from "../resource-policy";
import type { Lock } from "./lock";

/** NONE: every caller, unless the API's resource policy denies it. */
export const none: Lock = {
  label: "none",
  scoped: false,
  credentials: "none",
  decide: (question) => {
    const { address } = question.request.match.method;
    const reason = `${address} asks for no authorization`;
    return admittedByPolicy(question, { outcome: "allow", reason, source: { address } });
  },
};
