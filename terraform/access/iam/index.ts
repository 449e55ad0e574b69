/** IAM policies: parsing them, and what they say to a request. */
export { type AddressBlock, addressBlock } from "./address-range";
export { holds, OPERATOR } from "./conditions";
export { Context, type Keys } from "./context";
export {
  type AccessRequest,
  type Asked,
  askedOf,
  dependencesOf,
  evaluate,
  evaluateSet,
  type PolicyDecision,
  type PolicySet,
  policySet,
} from "./evaluate";
export { managedDocument } from "./managed";
export { Arn } from "./matcher";
export { type PolicyPlace, parsePolicy } from "./parse";
export { fits, pattern } from "./pattern";
export { accountIn, iamPrincipal, mayBe, type Principal } from "./principal";
export { type UsedConditions, usedConditions, type VersionedCondition } from "./used-conditions";
export { unknownIn, unknownText } from "./variables";
