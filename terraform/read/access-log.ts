import { isList, isRecord } from "../language/expression";
import type { Stage } from "../model";
import type { Fields } from "./fields";

/** The format of a stage's access log, for the gate. Where it is not known, the gate logs no such line. */
export function readAccessLog(stage: Fields): Pick<Stage, "accessLogFormat"> {
  if (!stage.strict) return {};
  const written = stage.raw("access_log_settings");
  const [settings] = isList(written) ? written : [written];
  const format = isRecord(settings) ? settings.format : undefined;
  return typeof format === "string" && format !== "" ? { accessLogFormat: format } : {};
}
