/** A value that exists only after apply, or that the reader cannot work out; never guessed. */
export interface Unknown {
  /** What is not known and why, for people: `aws_lambda_function.x.arn: known after apply`. */
  readonly unknown: string;
}

export type Known<T> = T | Unknown;
