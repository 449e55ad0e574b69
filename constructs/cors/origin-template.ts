import { type Cors, onlyOrigin } from "./cors";

const ALLOW_ORIGIN = "Access-Control-Allow-Origin";

/** How an integration response names the origin whose pages may read it. */
export interface AllowedOrigin {
  /** Headers with a fixed value. */
  readonly literal: Readonly<Record<string, string>>;
  /** Names of the headers whose value the template sets. */
  readonly computed: readonly string[];
  /** Templates by media type. With one origin there is none, so that bodies pass unchanged. */
  readonly templates?: Readonly<Record<string, string>>;
}

/**
 * A parameter mapping of an integration response cannot read the request, so with several origins a template compares
 * the caller's origin with each. An origin that is not declared gets no header, and browsers do not let its page read
 * the response.
 *
 * @param body what the template leaves of the body: `$input.body` for all of it
 * Source: Developer Guide, "Override your API's request and response parameters and status codes".
 */
export function allowedOrigin(cors: Cors, body = ""): AllowedOrigin {
  const only = onlyOrigin(cors);
  if (only !== undefined) return { literal: { [ALLOW_ORIGIN]: only }, computed: [] };
  return {
    literal: {},
    computed: [ALLOW_ORIGIN],
    // A single template is used for every Accept header.
    templates: { "application/json": originTemplate(cors.origins) + body },
  };
}

/**
 * The template has one line, since text between the directives becomes part of the body. API Gateway looks headers up
 * by case: browsers send `origin` over HTTP/2 and `Origin` over HTTP/1.1.
 */
function originTemplate(origins: readonly string[]): string {
  const declared = origins.map((origin) => `$origin == "${origin}"`).join(" || ");
  return [
    '#set($origin = $input.params().header.get("Origin"))',
    '#if(!$origin || $origin == "")#set($origin = $input.params().header.get("origin"))#end',
    `#if(${declared})#set($context.responseOverride.header.${ALLOW_ORIGIN} = $origin)#end`,
  ].join("");
}
