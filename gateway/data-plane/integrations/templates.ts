import { wholeExpression } from "../../../terraform/access/decide";
import type { MockAnswer, MockAnswers } from "../../../terraform/model";
import { type HttpRequest, headerValues } from "../../http/message";
import type { Refused } from "../gateway-response/responses";
import { mediaTypeOf } from "../media-type";
import { misconfigured, notServed } from "./integration";
import { parseTemplate, type TemplateOf } from "./template/parse";
import { OVERRIDDEN_TWICE } from "./template/render";

/** The request template for a request's media type; without a template, the body is passed on as it is. */
export interface RequestTemplate {
  readonly type: string;
  readonly template?: string;
}

/**
 * Selects the request template by the Content-Type header, which is `application/json` where it is absent.
 *
 * @returns a refusal where there is none for the type and `passthrough` does not let the body pass
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
 */
export function requestTemplateFor(
  request: HttpRequest,
  { passthrough, requestTemplates }: MockAnswers,
  address: string,
): RequestTemplate | Refused {
  const type = mediaTypeOf(headerValues(request, "content-type").join()) ?? "application/json";
  const template = Object.entries(requestTemplates).find(([name]) => name.toLowerCase() === type)?.[1];
  if (template !== undefined) return { type, template };
  const hasOthers = Object.keys(requestTemplates).length > 0;
  if (passthrough === "NEVER" || (passthrough === "WHEN_NO_TEMPLATES" && hasOthers))
    return { response: "UNSUPPORTED_MEDIA_TYPE", reason: `${address} has no template for ${type}` };
  return { type };
}

/** The refusal of a template that cannot be rendered. */
export function unrendered(problem: string, address: string): Refused {
  const reason = `of the template of ${address}, ${problem}`;
  return problem === OVERRIDDEN_TWICE ? misconfigured(reason) : notServed(reason);
}

/** Whether a request template has variables or directives, which are not evaluated. */
export function isProgram(template: string): boolean {
  return /[$#]/.test(template);
}

/** The integration response for a status: the first whose pattern matches, else the one without a pattern. */
export function integrationResponseFor(
  status: number,
  responses: readonly MockAnswer[],
): MockAnswer | undefined {
  const matches = ({ pattern }: MockAnswer) => {
    const expression = pattern === undefined ? undefined : wholeExpression(pattern);
    return expression !== undefined && "matches" in expression && expression.matches(String(status));
  };
  return responses.find(matches) ?? responses.find(({ pattern }) => pattern === undefined);
}

/** The first template of the integration responses that is not evaluated, as one sentence. */
export function unsupportedTemplate(responses: readonly MockAnswer[], of: TemplateOf): string | undefined {
  for (const { address, templates } of responses)
    for (const template of Object.values(templates)) {
      const parsed = parseTemplate(template, of);
      if (typeof parsed === "string")
        return `of the template of ${address}, ${parsed}: calls that need it get 501`;
    }
  return undefined;
}
