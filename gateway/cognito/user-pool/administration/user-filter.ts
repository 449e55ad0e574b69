import type { StoredUser } from "../../directory/stored-user";
import { cognitoError } from "../../exceptions";

/** What ListUsers can search by, and where a user has it. */
const SEARCHED: Readonly<Record<string, (user: StoredUser) => string | undefined>> = {
  username: ({ username }) => username,
  sub: ({ sub }) => sub,
  email: ({ attributes }) => attributes.email,
  phone_number: ({ attributes }) => attributes.phone_number,
  name: ({ attributes }) => attributes.name,
  given_name: ({ attributes }) => attributes.given_name,
  family_name: ({ attributes }) => attributes.family_name,
  preferred_username: ({ attributes }) => attributes.preferred_username,
  "cognito:user_status": ({ status }) => status.toLowerCase(),
  status: ({ isEnabled }) => (isEnabled ? "Enabled" : "Disabled"),
};

/**
 * Reads the filter of ListUsers: an attribute, `=` or `^=` (begins with), and a text in quotation marks.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/how-to-manage-user-accounts.html
 *
 * @throws {ServiceError} `InvalidParameterException`
 */
export function readFilter(filter: string): (user: StoredUser) => boolean {
  if (filter.trim() === "") return () => true;
  const found = /^\s*"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/.exec(filter);
  const [, name = "", operator, quoted = ""] = found ?? [];
  if (!found) throw cognitoError("InvalidParameterException", "Error while parsing filter");
  const read = Object.hasOwn(SEARCHED, name) ? SEARCHED[name] : undefined;
  if (!read) throw cognitoError("InvalidParameterException", `Invalid search attribute: ${name}`);
  const text = quoted.replace(/\\(.)/g, "$1");
  const wanted = name === "cognito:user_status" ? text.toLowerCase() : text;
  return (user) => {
    const value = read(user);
    return operator === "=" ? value === wanted : value?.startsWith(wanted) === true;
  };
}
