/**
 * Parses an OpenAPI body in YAML. What the parser only warns of, such as a tag that it does not know, is refused:
 * API Gateway may take it for something else.
 *
 * @throws SyntaxError with one line
 */
export function parseYaml(text: string): unknown {
  // Loaded only where an API is described in YAML.
  const yaml = require("yaml") as typeof import("yaml");
  const documents = yaml.parseAllDocuments(text, { logLevel: "silent" });
  const [document, second] = Array.isArray(documents) ? documents : [];
  if (!document) throw new SyntaxError("it has no document");
  if (second) throw new SyntaxError("it has several documents");
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw new SyntaxError((problem.message.split("\n")[0] as string).replace(/:$/, ""));
  return document.toJS();
}
