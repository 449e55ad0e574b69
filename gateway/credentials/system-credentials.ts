import type { Seal } from "../state/seal";
import { type Credentials, issueCredentials } from "./session";

/** In the cloud, a system's credentials are renewed; here they are valid for a working day. */
const LIFETIME_MS = 12 * 3_600_000;

/** Credentials of a system's role, as its service in AWS would have them. */
export function systemCredentials(
  { roleArn, roleId }: { readonly roleArn: string; readonly roleId: string },
  seal: Seal,
  now: Date,
): Credentials {
  return issueCredentials(
    { roleArn, roleId, sessionName: "localhost" },
    new Date(now.getTime() + LIFETIME_MS),
    seal,
  );
}
