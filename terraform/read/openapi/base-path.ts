import { TerraformError } from "../../error";
import type { Fields } from "../fields";
import { type Document, isObject } from "./document";

/**
 * The prefix of the document's paths: empty, unless `parameters` ask to prepend its base path, or what follows the base
 * path's first segment.
 *
 * @throws TerraformError `ARGUMENT_UNSUPPORTED` where it is not known
 */
export function basePathOf(document: Document, api: Fields): string {
  const mode = api.unknownOf("parameters") === undefined ? (api.map("parameters").basepath ?? "ignore") : "?";
  if (mode === "ignore") return "";
  if (mode !== "prepend" && mode !== "split")
    throw unsupported(`parameters.basepath is ${JSON.stringify(mode)}, which is not evaluated`, api);
  const basePath = document.swagger === undefined ? serverPath(document) : String(document.basePath ?? "/");
  if (basePath === undefined)
    throw unsupported(`parameters.basepath is "${mode}", and which path the servers have is not known`, api);
  // The first segment is taken for the place where the API is, such as a stage.
  return mode === "prepend" ? basePath : basePath.replace(/^\/*[^/]*/, "");
}

/**
 * The base path of OpenAPI 3: the first variable `basePath` of the servers; without one, the path of their URL. Undefined
 * where they have several paths, or one with a variable without a default.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-basePath.html
 */
function serverPath({ servers }: Document): string | undefined {
  const all = (Array.isArray(servers) ? servers : []).filter(isObject);
  const [named] = all.flatMap(({ variables }) =>
    isObject(variables) && isObject(variables.basePath) ? [variables.basePath] : [],
  );
  if (named) return typeof named.default === "string" ? named.default : undefined;
  const paths = new Set(all.map(pathOf));
  return paths.size > 1 ? undefined : [...paths, "/"][0];
}

function pathOf({ url, variables }: Document): string | undefined {
  if (typeof url !== "string") return undefined;
  const path = url.replace(/^(?:[a-z][\w+.-]*:)?\/\/[^/?#]*/i, "").replace(/[?#].*$/, "");
  const filled = path.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = isObject(variables) ? variables[name] : undefined;
    return isObject(variable) && typeof variable.default === "string" ? variable.default : whole;
  });
  return filled.includes("{") ? undefined : filled;
}

function unsupported(message: string, { address }: Fields): TerraformError {
  return new TerraformError("ARGUMENT_UNSUPPORTED", message, address, "body");
}
