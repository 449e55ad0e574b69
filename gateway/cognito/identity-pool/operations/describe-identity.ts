import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { described } from "../developer-users";
import { identityNotFound } from "../identity-pool-operation";
import { signedOperation } from "../signed-operation";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentity.html */
export const describeIdentity = signedOperation({
  name: "DescribeIdentity",
  input: v.object({ IdentityId: requiredText }),
  run({ IdentityId: id }, { identities }) {
    const identity = identities.get(id);
    if (identity === undefined) throw identityNotFound(id);
    return described(identity);
  },
});
