import type { OtherIntegration, SentCall } from "../model";

/** What of a backend's call its URI does not say. A part that is absent, or no text, says nothing. */
export function sentCall(written: {
  readonly role: unknown;
  readonly connection: unknown;
  readonly verb: unknown;
  /** Of an HTTP API: `overwrite:path` may be among them. */
  readonly parameters?: unknown;
}): Pick<OtherIntegration, "sent"> {
  const { connection, parameters, role } = written;
  const verb = typeof written.verb === "string" ? written.verb.toUpperCase() : undefined;
  const movesPath = Object.keys(parameters ?? {}).some((name) => name.toLowerCase() === "overwrite:path");
  const sent: SentCall = {
    ...(typeof role === "string" && { role }),
    ...(typeof connection === "string" && { connection }),
    ...(verb !== undefined && verb !== "ANY" && { verb }),
    ...(movesPath && { movesPath }),
  };
  return Object.keys(sent).length > 0 ? { sent } : {};
}
