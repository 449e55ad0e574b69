/** Where the code of a function is. */
export type FunctionCode =
  /** The bytes of a zip archive, which runs in a process of the gate's. */
  | Uint8Array
  /** An endpoint of Lambda's runtime interface, such as `http://localhost:9000`, at which the function runs already. */
  | { readonly endpoint: string }
  /** It has none here: calls of it fail, for the reason. */
  | { readonly missing: string };
