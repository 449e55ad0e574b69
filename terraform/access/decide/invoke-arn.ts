import type { RestApi, Stage } from "../../model";
import { readingsOf } from "./path-readings";

/**
 * The ARNs that a request is authorized for, `execution ARN/STAGE/VERB/path`, one for each reading of its path: as it
 * was sent first, and never replaced by the resource's template. The root ends in the verb's slash. A request must be
 * allowed under all of them.
 */
export function invokeArns(
  api: Pick<RestApi, "executionArn">,
  stage: Pick<Stage, "name">,
  request: { readonly verb: string; readonly path: string },
): readonly string[] {
  const beginning = `${api.executionArn}/${stage.name}/${request.verb}`;
  return readingsOf(request.path).map((path) => beginning + path);
}
