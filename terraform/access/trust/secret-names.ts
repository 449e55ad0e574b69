/** Names of settings that hold secrets, such as `JWT_SECRET` and `db_password`. */
const SECRET = /secret|passw|private_?key|api_?key|signing_?key|credential|(^|_)(pwd|token|key)$/i;
/** Names of what only tells where a secret or a public key is: `JWKS_URL`, `SECRET_ARN`. */
const PLACE = /(arn|id|name|ur[il]|path|header|claim|source)s?$/i;
/** Arguments whose entries have names that people give. */
const NAMED_BY_PEOPLE = /^(environment\.variables|provider_details|variables)\./;
/** Arguments that are secrets, whatever their names say. */
const SECRET_ARGUMENTS = /^(secret_string|secret_binary|insecure_value|password|temporary_password)$/;

/** Whether the value of an argument is not to be printed: reports go into comments and logs. */
export function isSecret(argument: string): boolean {
  // Of a parameter of Systems Manager.
  if (argument === "value" || SECRET_ARGUMENTS.test(argument)) return true;
  return NAMED_BY_PEOPLE.test(argument) && isSecretName(argument.replace(NAMED_BY_PEOPLE, ""));
}

/** Whether an entry of this name in a larger value is not to be printed. */
export function isSecretName(name: string): boolean {
  return SECRET_ARGUMENTS.test(name) || (SECRET.test(name) && !PLACE.test(name));
}
