import { GatehouseError } from "../contract/errors";

/** Stable names of what can be wrong with a command, its options, its files or its settings. */
export type UsageErrorCode =
  | "API_UNKNOWN"
  | "ARCHIVE_OUTSIDE"
  | "ARGUMENT_MISSING"
  | "ARGUMENT_REPEATED"
  | "ARGUMENT_UNKNOWN"
  | "BACKEND_INVALID"
  | "BACKEND_REPEATED"
  | "CERTIFICATE_BROKEN"
  | "CLIENT_AMBIGUOUS"
  | "CLIENT_FACT_UNKNOWN"
  | "CLIENT_FORMAT_UNFIT"
  | "CLIENT_UNKNOWN"
  | "COMMAND_UNKNOWN"
  | "CONFIG_BROKEN"
  | "CONFIG_MISSING"
  | "DAY_INVALID"
  | "DECLARATION_MISSING"
  | "FOLDER_NOT_EMPTY"
  | "FORMAT_UNKNOWN"
  | "FUNCTION_INVALID"
  | "FUNCTION_REPEATED"
  | "FUNCTION_UNKNOWN"
  | "MODULE_INPUT_AMBIGUOUS"
  | "MODULE_INPUT_UNUSED"
  | "MODULE_PROVIDER_UNSUPPORTED"
  | "MODULE_REVISION_UNKNOWN"
  | "MODULE_SECTION_UNSUPPORTED"
  | "COUNTRY_INVALID"
  | "GATE_NOT_RUNNING"
  | "HOST_INVALID"
  | "MODULE_VARIABLE_INVALID"
  | "MODULE_VARIABLE_PARTIAL"
  | "MODULE_VARIABLE_UNUSED"
  | "NAME_INVALID"
  | "NO_PROJECT"
  | "NOT_SERVED"
  | "OPTIONS_CLASH"
  | "OUTPUT_BROKEN"
  | "OUTPUT_MISSING"
  | "OUTPUT_OTHER"
  | "PACKAGES_MISSING"
  | "PATHS_WRONG"
  | "PINS_UNSAFE"
  | "PORT_INVALID"
  | "PRINCIPAL_AMBIGUOUS"
  | "PRINCIPAL_UNKNOWN"
  | "PRINCIPALS_APART"
  | "PROJECT_BROKEN"
  | "PROJECT_OTHER"
  | "REGION_INVALID"
  | "ROOT_REPEATED"
  | "ROUTE_AMBIGUOUS"
  | "ROUTE_UNKNOWN"
  | "SERVER_UNREACHABLE"
  | "SETTINGS_BROKEN"
  | "SHELL_UNKNOWN"
  | "SIDES_MISSING"
  | "SIGN_IN_REFUSED"
  | "SOURCE_BROKEN"
  | "ISSUER_INVALID"
  | "SOURCE_IP_INVALID"
  | "SOURCE_MISSING"
  | "SOURCE_UNKNOWN"
  | "STACK_MISSING"
  | "STACK_UNKNOWN"
  | "SYNTH_ENDED"
  | "SYNTH_FAILED"
  | "TARGET_OUTSIDE"
  | "USERS_UNREADABLE"
  | "WHY_INCOMPLETE"
  | "WIDTH_INVALID";

/** Of what was read, such as a plan that is no JSON or a declaration that is refused; all others are of the command line, a path or a setting. */
export const UNREADABLE: ReadonlySet<string> = new Set<UsageErrorCode>([
  "CERTIFICATE_BROKEN",
  "CLIENT_FACT_UNKNOWN",
  "NOT_SERVED",
  "OUTPUT_BROKEN",
  "OUTPUT_OTHER",
  "SERVER_UNREACHABLE",
  "SOURCE_BROKEN",
  "SOURCE_UNKNOWN",
  "SYNTH_FAILED",
]);

/** An error of a command that the user can put right. The command line prints its message without a stack trace. */
export class UsageError extends GatehouseError<UsageErrorCode> {
  override readonly name = "UsageError";
}
