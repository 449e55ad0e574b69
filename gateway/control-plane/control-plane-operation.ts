import type { ApiModel } from "../../terraform/model";
import type { Quotas } from "../limits/quotas";
import type { Seal } from "../state/seal";
import type { MadeKeys } from "./made-keys";

/** What API Gateway's control plane works from. */
export interface ControlPlaneContext {
  /** As the Terraform has it, without the keys that were made since. */
  readonly model: ApiModel;
  readonly keys: MadeKeys;
  readonly quotas: Quotas;
  readonly seal: Seal;
  /** Of this run of the gate: what functions were given before does not hold any more. */
  readonly accessKeyId: string;
  readonly now: () => Date;
  readonly log: (line: string) => void;
}

/** An error of API Gateway's control plane, with the status that it answers. */
export class ControlPlaneError extends Error {
  override readonly name = "ControlPlaneError";

  constructor(
    readonly status: 400 | 403 | 404 | 409,
    /** `NotFoundException` */
    readonly type: string,
    message: string,
  ) {
    super(message);
  }
}
