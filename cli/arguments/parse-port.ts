import { UsageError } from "../error";

/**
 * The gate's port. The third-party issuer gets the next one.
 *
 * @throws UsageError `PORT_INVALID`
 */
export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_534) return port;
  throw new UsageError(
    "PORT_INVALID",
    `--port ${text}: expected a number from 0 to 65534; 0 is any free one.`,
  );
}
