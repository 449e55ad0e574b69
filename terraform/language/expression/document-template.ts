import { alternatives, conditionsOf, inCommon } from "./alternatives";
import { parseYaml } from "./functions/yaml";
import { parseJson } from "./parse-json";
import { isPlainText } from "./plain-text";
import { Choice, isList, isRecord, textOf, Unresolved, type Value, type ValueRecord } from "./value";

// Unicode's private use area.
const [OPEN, CLOSE] = ["\ue000", "\ue001"];
const MARK = new RegExp(`${OPEN}(\\d+)${CLOSE}`);

const JSON_DOCUMENT = /^\s*\{/;
/** After comments and the beginning of a document. */
const OPENAPI_IN_YAML = /^(?:\s|#.*|---)*["']?(?:openapi|swagger)["']?\s*:/;

/**
 * A template that makes JSON, or OpenAPI in YAML, and of which parts of texts are not known, as the value that
 * jsonencode() would have been given; undefined for any other. Of OpenAPI with conditions that are not known, what all
 * documents have in common that it may make.
 */
export function documentTemplate(parts: readonly Value[]): Value | undefined {
  if (!parts.some((part) => part instanceof Choice)) return documentOf(parts);
  const [first, ...others] = alternatives(parts)?.map(documentOf) ?? [];
  if (!isOpenApi(first) || !others.every(isOpenApi)) return undefined;
  return others.reduce<Value>((common, other) => inCommon(common, other, conditionsOf(parts)), first);
}

function isOpenApi(document: Value | undefined): document is ValueRecord {
  return isRecord(document) && ("openapi" in document || "swagger" in document);
}

function documentOf(parts: readonly Value[]): Value | undefined {
  const [first] = parts;
  if (typeof first !== "string") return undefined;
  const parse = JSON_DOCUMENT.test(first) ? parseJson : OPENAPI_IN_YAML.test(first) ? parseYaml : undefined;
  if (!parse) return undefined;
  let text = "";
  for (const [index, part] of parts.entries()) {
    if (part instanceof Unresolved) {
      if (!isPlainText(part)) return undefined;
      text += `${OPEN}${index}${CLOSE}`;
    } else {
      const written = textOf(part);
      if (written === undefined || written.includes(OPEN)) return undefined;
      text += written;
    }
  }
  try {
    return withUnknowns(parse(text) as Value, parts);
  } catch {
    // An unknown value outside of a text could be of any type.
    return undefined;
  }
}

/** Elements below which names are those that the document gives to its locks. */
const LOCKS = ["security", "securityDefinitions", "securitySchemes"];

/**
 * @param below the name of the nearest element around that has one
 * @throws Error where the name of an element is not known, unless it is that of a lock: it is one name wherever it stands
 */
function withUnknowns(value: Value, parts: readonly Value[], below = ""): Value {
  if (typeof value === "string") {
    const [mark, index] = MARK.exec(value) ?? [];
    if (mark === undefined) return value;
    const part = parts[Number(index)] as Unresolved;
    return mark === value ? part : part.derived();
  }
  if (isList(value)) return value.map((item) => withUnknowns(item, parts, below));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      if (name.includes(OPEN) && !LOCKS.includes(below))
        throw new Error("the name of an element is not known");
      return [named(name, parts), withUnknowns(item as Value, parts, name)];
    }),
  );
}

function named(name: string, parts: readonly Value[]): string {
  return name.replace(new RegExp(MARK, "g"), (_, index: string) => {
    const { is, unknown } = parts[Number(index)] as Unresolved;
    return `(${is ?? unknown})`;
  });
}
