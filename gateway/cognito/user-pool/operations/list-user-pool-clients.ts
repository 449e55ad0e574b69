import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { maxResultsInput, page } from "../administration/pages";
import { poolOperation } from "../administration/signed-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPoolClients.html */
export const listUserPoolClients = poolOperation({
  name: "ListUserPoolClients",
  input: v.object({ UserPoolId: requiredText, ...maxResultsInput }),
  run(input, context) {
    const { pool } = context;
    const { items, next } = page(pool.clients, { ...input, Limit: input.MaxResults }, context);
    const clients = items.map(({ id, name }) => ({ ClientId: id, UserPoolId: pool.id, ClientName: name }));
    return { UserPoolClients: clients, ...next };
  },
});
