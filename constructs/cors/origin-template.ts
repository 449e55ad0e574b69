import { type Cors, onlyOrigin } from "./cors";

const ALLOW_ORIGIN = "Access-Control-Allow-Origin";

/** How an integration response names the origin whose page may read it. */
export interface AllowedOrigin {
  /** Headers with a value of their own. */
  readonly literal: Readonly<Record<string, string>>;
  /** Names of the headers that the template gives a value. */
  readonly computed: readonly string[];
  /** By media type; for one origin none, so that bodies stay as they are. */
  readonly templates?: Readonly<Record<string, string>>;
}

/**
 * A parameter mapping of an integration response knows nothing of the request, so with several origins a template
 * compares the caller's with each. One that is not declared gets no header at all, and no browser shows its page
 * the answer.
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
    // The only template there is answers every Accept header.
    templates: { "application/json": originTemplate(cors.origins) + body },
  };
}

/**
 * In one line, since what stands between the directives becomes part of the body. API Gateway looks headers up
 * with regard to case: over HTTP/2 browsers send `origin`, over HTTP/1.1 `Origin`.
 */
function originTemplate(origins: readonly string[]): string {
  const declared = origins.map((origin) => `$origin == "${origin}"`).join(" || ");
  return [
    '#set($origin = $input.params().header.get("Origin"))',
    '#if(!$origin || $origin == "")#set($origin = $input.params().header.get("origin"))#end',
    `#if(${declared})#set($context.responseOverride.header.${ALLOW_ORIGIN} = $origin)#end`,
  ].join("");
}
