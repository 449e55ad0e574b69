export { didYouMean } from "../../contract/did-you-mean";
export { limitEntries, limitsSchema } from "./access-schema";
export { checkRoles, checkSystems } from "./check-holders";
export { checkRouteKeys } from "./check-routes";
export { type Codes, check, checkShape, says } from "./checked";
export { shown } from "./plain";
export { anyText, checkPropNames, checkProps, data, type Entries } from "./props";
export { because, declaredNames, type Holders, handler, served } from "./route-fields";
export { partsOfKey, routesIn } from "./route-key";
export {
  absolutePath,
  fields,
  fieldsAmong,
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
