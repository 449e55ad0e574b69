import { isIP } from "node:net";
import { UsageError } from "../error";

/** @throws UsageError `SOURCE_IP_INVALID` */
export function parseSourceIp(text: string | undefined): string | undefined {
  if (text === undefined || isIP(text) !== 0) return text;
  throw new UsageError(
    "SOURCE_IP_INVALID",
    `--source-ip ${text}: expected one address, such as 203.0.113.7.`,
  );
}
