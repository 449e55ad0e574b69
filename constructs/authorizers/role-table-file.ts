import { ROLE_TABLE_FILE, roleTableIn } from "../../contract/role-table";
import { DeclarationError } from "../declaration/errors";
import { LambdaFunction } from "../functions/lambda-function";

/**
 * Without its table the authorizer answers every caller with a 500, which shows only once it is deployed. Of a function
 * that was made elsewhere it is not known what is in its archive.
 *
 * @param user what uses the function, for the error: `lock "jwt"`
 * @throws DeclarationError `ROLE_TABLE_MISSING`
 */
export function checkRoleTable(user: string, authorizer: object): void {
  if (!(authorizer instanceof LambdaFunction)) return;
  const text = Object.hasOwn(authorizer.files, ROLE_TABLE_FILE)
    ? authorizer.files[ROLE_TABLE_FILE]
    : undefined;
  if (text !== undefined && roleTableIn(text) !== undefined) return;
  throw new DeclarationError(
    "ROLE_TABLE_MISSING",
    `The function "${authorizer.name}" is the authorizer of ${user}, and its archive has ${text === undefined ? "no" : "no role table in"} ${ROLE_TABLE_FILE}. ` +
      `Expected files: { "${ROLE_TABLE_FILE}": jwtRoleTable(access) } among the function's props.`,
  );
}
