import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { page, pageInput } from "../administration/pages";
import { poolOperation } from "../administration/signed-operation";
import { readFilter } from "../administration/user-filter";
import { userOutput } from "../user-output";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html */
export const listUsers = poolOperation({
  name: "ListUsers",
  input: v.object({
    UserPoolId: requiredText,
    AttributesToGet: v.optional(v.array(v.string())),
    Filter: v.optional(v.string(), ""),
    Limit: pageInput.Limit,
    PaginationToken: v.optional(v.string()),
  }),
  run({ AttributesToGet: names, Filter: filter, Limit, PaginationToken: NextToken }, context) {
    if (names?.some((name) => name === "sub" || !context.pool.settings.attributes.has(name)))
      throw cognitoError("InvalidParameterException", "Input fails to satisfy the constraints.");
    const found = context.directory.users.inPool(context.pool.id).filter(readFilter(filter));
    const { items, next } = page(found, { Limit, NextToken }, context);
    return {
      Users: items.map((user) => {
        const output = userOutput(user);
        const wanted = names && new Set(names);
        return wanted
          ? { ...output, Attributes: output.Attributes.filter(({ Name: name }) => wanted.has(name)) }
          : output;
      }),
      ...(next.NextToken !== undefined && { PaginationToken: next.NextToken }),
    };
  },
});
