import { strToU8, zipSync } from "fflate";

/** Triggers of user pools. Each writes the event that it got to its output, which the gate logs. */
const sources: Readonly<Record<string, string>> = {
  confirming: "event.response = { autoConfirmUser: true, autoVerifyEmail: true };",
  refusing: 'throw new Error("not today");',
  seeing: "",
  wrong: 'event.response = "yes";',
  odd: 'event.response.autoConfirmUser = "yes";',
  slow: "await new Promise((resolve) => setTimeout(resolve, 9_000));",
  writing: `event.response = { emailSubject: "Hello " + event.request.userAttributes.email,
    emailMessage: "Use " + event.request.codeParameter, smsMessage: null };`,
  migrating: `if (event.request.password !== undefined && event.request.password !== "Form3r!pass") throw new Error("unknown");
    event.response = { userAttributes: { email: event.userName + "@example.com", email_verified: "true" },
      finalUserStatus: "CONFIRMED", messageAction: "SUPPRESS" };`,
};

export const archiveOf = (name: string): Uint8Array =>
  zipSync({
    "index.js": strToU8(
      `exports.handler = async (event) => { console.log("event " + JSON.stringify(event)); ${sources[name]} return event; };`,
    ),
  });

/** The events that a trigger got, in order. */
export function eventsOf(name: string, lines: readonly string[]): Record<string, unknown>[] {
  const start = `[${name}] event `;
  return lines.filter((line) => line.startsWith(start)).map((line) => JSON.parse(line.slice(start.length)));
}
