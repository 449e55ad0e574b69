import { DeclarationError } from "../../declaration/errors";
import { LambdaFunction } from "../../functions/lambda-function";

/** The file of the authorizer's archive that holds the table. */
const FILE = "roles.json";

/**
 * Without its table the authorizer answers every caller with a 500, which shows only once it is deployed. Of a function
 * that was made elsewhere it is not known what is in its archive.
 *
 * @param user what the function is for, as the error says it: `lock "jwt"`
 * @throws DeclarationError `ROLE_TABLE_MISSING`
 */
export function checkRoleTable(user: string, authorizer: object): void {
  if (!(authorizer instanceof LambdaFunction)) return;
  const text = Object.hasOwn(authorizer.files, FILE) ? authorizer.files[FILE] : undefined;
  if (text !== undefined && isRoleTable(text)) return;
  throw new DeclarationError(
    "ROLE_TABLE_MISSING",
    `The function "${authorizer.name}" is the authorizer of ${user}, and its archive has ${text === undefined ? "no" : "no role table in"} ${FILE}. ` +
      `Expected files: { "${FILE}": jwtRoleTable(access) } among the function's props.`,
  );
}

function isRoleTable(text: string): boolean {
  try {
    const { roles } = JSON.parse(text) as { readonly roles?: unknown };
    return typeof roles === "object" && roles !== null && !Array.isArray(roles);
  } catch {
    return false;
  }
}
