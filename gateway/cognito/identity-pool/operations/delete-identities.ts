import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { signedOperation } from "../signed-operation";

/**
 * Forgets identities. A login gets a new one the next time; credentials that were given stay valid until they end.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DeleteIdentities.html
 */
export const deleteIdentities = signedOperation({
  name: "DeleteIdentities",
  input: v.object({ IdentityIdsToDelete: v.pipe(v.array(requiredText), v.minLength(1), v.maxLength(60)) }),
  async run({ IdentityIdsToDelete: ids }, { identities }) {
    const found = [...new Set(ids)].flatMap((id) => identities.get(id) ?? []);
    await Promise.all(found.map((identity) => identities.remove(identity)));
    return { UnprocessedIdentityIds: [] };
  },
});
