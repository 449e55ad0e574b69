import type { ApiModel } from "../../../terraform/model";
import type { SigningKey } from "../../jwt/keys";
import type { Seal } from "../../state/seal";

/** What the identity pool's operations work from. */
export interface IdentityPoolContext {
  readonly model: ApiModel;
  /** Keys that the user pools sign with. */
  readonly tokenKeys: readonly SigningKey[];
  readonly seal: Seal;
  readonly now: () => Date;
}
