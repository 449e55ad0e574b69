export { checkDeclaration, routesIn } from "./check-declaration";
export { type Codes, check, says } from "./checked";
export { didYouMean } from "./nearest";
export { shown } from "./plain";
export {
  fields,
  type Immutable,
  listOf,
  mapOf,
  oneOf,
  someText,
  text,
  whole,
  wordOr,
  yesOrNo,
} from "./shapes";
