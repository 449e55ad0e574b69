import { systemRoles } from "../../terraform/access/matrix";
import type { ApiModel } from "../../terraform/model";
import { systemCredentials } from "../credentials/system-credentials";
import type { Seal } from "../state/seal";
import type { SystemDescription } from "./description";

/** Credentials for the systems: the roles that may call the API and that no identity pool gives to users. */
export function systemsOf(model: ApiModel, seal: Seal, now: Date): SystemDescription[] {
  return systemRoles(model).map(({ arn, name, uniqueId }) => {
    const credentials = systemCredentials({ roleArn: arn, roleId: uniqueId }, seal, now);
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    return { name, roleArn: arn, accessKeyId, secretAccessKey, sessionToken };
  });
}
