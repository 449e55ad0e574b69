export { checkDeclaration, checkLimits, checkRoles, checkSystems, routesIn } from "./check-declaration";
export { type Codes, check, says } from "./checked";
export { didYouMean } from "./nearest";
export { shown } from "./plain";
export {
  fields,
  type Immutable,
  listOf,
  mapOf,
  oneOf,
  opaque,
  type Same,
  someText,
  text,
  whole,
  wordOr,
  yesOrNo,
} from "./shapes";
