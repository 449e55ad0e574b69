/** Terraform's expressions: templates, values, functions, and JSON documents. */

export type { Expression } from "./ast";
export { evaluate, type Scope } from "./evaluate";
export { type Inputs, inputsOf, withInputs } from "./inputs";
export { encodeJson } from "./json";
export { own } from "./own";
export { parseJson } from "./parse-json";
export { renderTemplate } from "./render-template";
export { parseTemplate } from "./template";
export { convert } from "./types/convert";
export { parseType } from "./types/parse-type";
export { isSet, type Type, typeOf, typeText } from "./types/type";
export {
  describe,
  isList,
  isRecord,
  opened,
  sameValue,
  textOf,
  Unresolved,
  unresolvedIn,
  type Value,
  type ValueRecord,
} from "./value";
