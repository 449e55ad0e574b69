/** `NAME/terraform`: reads Terraform, and decides who may call what. */
export { UsageError, type UsageErrorCode } from "../cli/error";
export {
  type ApiCall,
  type ApiRequest,
  type Caller,
  type Decider,
  decide,
  decider,
} from "../terraform/access/decide";
export type { AccessMatrix, Cell, MatrixRoute } from "../terraform/access/matrix";
export { TerraformError } from "../terraform/error";
export type * from "../terraform/model";
export { type Answer, type GivenValue, type ReadTerraform, type RunWith, readTerraform } from "./read";
