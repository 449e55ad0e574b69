import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { resourceServerDescription } from "../administration/describe-resource-server";
import { maxResultsInput, page } from "../administration/pages";
import { poolOperation } from "../administration/signed-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListResourceServers.html */
export const listResourceServers = poolOperation({
  name: "ListResourceServers",
  input: v.object({ UserPoolId: requiredText, ...maxResultsInput }),
  run(input, context) {
    const { pool } = context;
    const { items, next } = page(pool.resourceServers, { ...input, Limit: input.MaxResults }, context);
    return { ResourceServers: items.map((server) => resourceServerDescription(server, pool)), ...next };
  },
});
