export { limitEntries, limitsSchema } from "./access-schema";
export { checkDeclaration, checkRoles, checkSystems, routesIn } from "./check-declaration";
export { checkRouteKeys } from "./check-routes";
export { type Codes, check, checkShape, says } from "./checked";
export { didYouMean } from "./nearest";
export { shown } from "./plain";
export { anyText, checkPropNames, checkProps, data, type Entries } from "./props";
export {
  fields,
  type Immutable,
  listOf,
  mapOf,
  mapOfKnown,
  oneOf,
  opaque,
  refWith,
  type Same,
  someText,
  text,
  whole,
  wordOr,
  yesOrNo,
} from "./shapes";
