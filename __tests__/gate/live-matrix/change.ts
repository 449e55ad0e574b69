/** What one change of the Terraform is, and what it changes. */

export type Body = Record<string, unknown>;

/** The Terraform's resources, of all stacks. */
export interface Resources {
  /** The body of a resource, to be changed. @throws Error where there is none */
  find(type: string, name: string): Body;
  remove(type: string, name: string): void;
  /** Adds a resource to the stack of another one. */
  add(beside: readonly [type: string, name: string], type: string, name: string, body: Body): void;
}

export interface Change {
  readonly name: string;
  readonly make: (resources: Resources) => void;
  /** Principals of the matrix who are not of this Terraform: no client of the gate can be them. @default none */
  readonly elsewhere?: readonly string[];
}
