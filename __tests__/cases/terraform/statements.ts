/** A statement of a policy as it is written, in a table of cases. */
export type Written = Readonly<Record<string, unknown>>;

type Resource = string | readonly string[];

/** An Allow of execute-api:Invoke, unless `more` has another action. */
export function allow(resource: Resource, more: Written = {}): Written {
  return { Effect: "Allow", Action: "execute-api:Invoke", Resource: resource, ...more };
}

/** A Deny of execute-api:Invoke, unless `more` has another action. */
export function deny(resource: Resource, more: Written = {}): Written {
  return { Effect: "Deny", Action: "execute-api:Invoke", Resource: resource, ...more };
}
