import { systemRoles } from "../../terraform/access/matrix";
import type { ApiModel } from "../../terraform/model";
import { issueCredentials } from "../credentials/session";
import type { Seal } from "../state/seal";
import type { SystemDescription } from "./description";

/** In the cloud, a system's credentials are renewed; here they are valid for a working day. */
const LIFETIME_MS = 12 * 3_600_000;

/** Credentials for the systems: the roles that may call the API and that no identity pool gives to users. */
export function systemsOf(model: ApiModel, seal: Seal, now: Date): SystemDescription[] {
  return systemRoles(model).map(({ arn, name, uniqueId }) => {
    const credentials = issueCredentials(
      { roleArn: arn, roleId: uniqueId, sessionName: "localhost" },
      new Date(now.getTime() + LIFETIME_MS),
      seal,
    );
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    return { name, roleArn: arn, accessKeyId, secretAccessKey, sessionToken };
  });
}
