import type { RestApi, Stage } from "./model/api";

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
  const beginning = `${api.executionArn}/${stage.name}/${request.verb}`;
  return formsOf(request.path).map((path) => beginning + path);
}

function formsOf(path: string): readonly string[] {
  const rooted = path.startsWith("/") ? path : `/${path}`;
  const hasOneForm = rooted === "/" || !(rooted.startsWith("//") || rooted.endsWith("/"));
  if (hasOneForm) return [rooted];
  const single = rooted.replace(/^\/+/, "/");
  return [...new Set([rooted, single, trimmed(rooted), trimmed(single)])];
}

function trimmed(path: string): string {
  return path.replace(/\/+$/, "") || "/";
}
