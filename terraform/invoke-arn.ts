import type { RestApi, Stage } from "./model";

/**
 * The ARNs that a request is authorized for, `execution ARN/STAGE/VERB/path`, with the path as it was sent:
 * neither decoded nor replaced by the resource's template. The root ends in the verb's slash.
 *
 * Routing passes over a trailing slash and doubled leading ones; which form AWS authorizes is not documented.
 * So there is one ARN for each form, and a request must be allowed under all of them.
 */
export function invokeArns(
  api: Pick<RestApi, "executionArn">,
  stage: Pick<Stage, "name">,
  request: { readonly verb: string; readonly path: string },
): readonly string[] {
  const rooted = request.path.startsWith("/") ? request.path : `/${request.path}`;
  const single = rooted.replace(/^\/+/, "/");
  const forms = [rooted, single, trimmed(rooted), trimmed(single)];
  return [...new Set(forms)].map((path) => `${api.executionArn}/${stage.name}/${request.verb}${path}`);
}

function trimmed(path: string): string {
  return path.replace(/\/+$/, "") || "/";
}
