/** Terraform's expressions: templates, values, functions, and JSON documents. */
export { Budget } from "./budget";
export { evaluate, type Files, renderTemplate, type Scope } from "./evaluate";
export { WORKING_FOLDER } from "./functions/files";
export { type Inputs, inputsOf, withInputs } from "./inputs";
export { encodeJson } from "./json";
export { define, own } from "./own";
export { parseJson } from "./parse-json";
export { isStandIn } from "./stand-in";
export type { Expression } from "./syntax/ast";
export { type Interpolations, parseTemplate } from "./syntax/template";
export { joined } from "./texts";
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
export { valueText } from "./value-text";
