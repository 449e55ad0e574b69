import type { ApiModel } from "../../terraform/model";
import type { FunctionCallers } from "../credentials/function-caller";
import type { Quotas } from "../limits/quotas";
import type { InputSchema } from "../protocol/input";
import type { MadeKeys } from "./made-keys";

/**
 * One operation of API Gateway's control plane, in a file of its own in `operations`. It says what it needs of the
 * caller's role before it does anything.
 */
export interface ControlPlaneOperation<Input = unknown> {
  readonly name: string;
  readonly verb: string;
  /** Its groups are the ids in the path. */
  readonly path: RegExp;
  readonly input: InputSchema<Input>;
  needs(call: ControlPlaneCall<Input>, context: ControlPlaneContext): readonly Need[];
  /**
   * @returns status and output, as API Gateway writes it
   * @throws {ServiceError} an exception of API Gateway
   */
  run(
    call: ControlPlaneCall<Input>,
    context: ControlPlaneContext,
  ): readonly [status: number, output?: unknown];
}

/** One call, read but not yet allowed. */
export interface ControlPlaneCall<Input> {
  /** The ids in the path, in its order. */
  readonly ids: readonly string[];
  readonly query: URLSearchParams;
  readonly input: Input;
}

/** What an operation works from. */
export interface ControlPlaneContext extends FunctionCallers {
  /** As the Terraform has it, without the keys that functions have made since. */
  readonly model: ApiModel;
  readonly keys: MadeKeys;
  readonly quotas: Quotas;
  readonly log: (line: string) => void;
}

/** An action on a resource that the caller's role must allow. */
export interface Need {
  /** `POST`: control-plane actions are HTTP verbs. */
  readonly verb: string;
  /** As it stands in ARNs, with its leading slash. */
  readonly path: string;
  /** `aws:RequestTag/NAME`, `aws:ResourceTag/NAME`. */
  readonly context: Readonly<Record<string, string>>;
}

/** Infers the type of an operation's input from its schema. */
export function controlPlaneOperation<Input>(
  operation: ControlPlaneOperation<Input>,
): ControlPlaneOperation<Input> {
  return operation;
}
