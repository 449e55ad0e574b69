/**
 * A path as an HTTP API hands it on: decoded, except for percent signs that are encoded themselves; a decoded question
 * mark ends it. What is no UTF-8 stays as it was sent.
 * https://github.com/aws-powertools/powertools-lambda-python/issues/1098
 */
export function deliveredPath(path: string): string {
  const decoded = path.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes.replaceAll("%25", "%2525"));
    } catch {
      return escapes;
    }
  });
  return decoded.replace(/\?.*$/s, "");
}

/**
 * The values of a route's parameters; of `{proxy+}` the rest of the path.
 *
 * @param template of a route that the path fits
 */
export function pathParameters(template: string, path: string): Readonly<Record<string, string>> {
  const segments = segmentsOf(path);
  return Object.fromEntries(
    segmentsOf(template).flatMap((part, index) => {
      const name = /^\{(.+?)\+?\}$/.exec(part)?.[1];
      if (name === undefined) return [];
      return [[name, part.endsWith("+}") ? segments.slice(index).join("/") : (segments[index] ?? "")]];
    }),
  );
}

function segmentsOf(path: string): readonly string[] {
  return path.replace(/^\/+/, "").split("/");
}
