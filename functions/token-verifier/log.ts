type Level = "INFO" | "WARN" | "ERROR";

export type WriteLog = (level: Level, message: string, fields?: Readonly<Record<string, unknown>>) => void;

/**
 * One line of JSON for each event, in the form of Powertools' logger, for the authorizer: Powertools itself
 * would cost its bundle a third of what it may have.
 */
export function createLog(service: string, write: (line: string) => void = console.log): WriteLog {
  return (level, message, fields) =>
    write(JSON.stringify({ level, message, timestamp: new Date().toISOString(), service, ...fields }));
}
