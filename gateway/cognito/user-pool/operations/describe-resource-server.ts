import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { resourceServerDescription } from "../administration/describe-resource-server";
import { poolOperation } from "../administration/signed-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeResourceServer.html */
export const describeResourceServer = poolOperation({
  name: "DescribeResourceServer",
  input: v.object({ UserPoolId: requiredText, Identifier: requiredText }),
  run({ Identifier: identifier }, { pool }) {
    const server = pool.resourceServers.find((candidate) => candidate.identifier === identifier);
    if (server === undefined)
      throw cognitoError("ResourceNotFoundException", `Resource server ${identifier} does not exist.`);
    return { ResourceServer: resourceServerDescription(server, pool) };
  },
});
