/** How Terraform replaces and destroys resources. */
import * as v from "valibot";
import { oneOf } from "../declaration";

/**
 * `"on"`: Terraform refuses to destroy or replace what cannot be created again, such as users, keys and data, and AWS
 * refuses to delete it where it has a setting for that. `"off"`: `terraform destroy` deletes all of it.
 */
export type Protection = "on" | "off";

/** The schema of the prop `protection`. */
export const protectionSchema = v.exactOptional(oneOf(["on", "off"]));

/** The lifecycle of a resource that cannot be created again. It is protected unless `protection` is `"off"`. */
export function kept(protection: Protection | undefined): { readonly lifecycle?: { preventDestroy: true } } {
  return protection === "off" ? {} : { lifecycle: { preventDestroy: true } };
}

/**
 * The lifecycle of what a method refers to: an authorizer, a model, a request validator. API Gateway does not delete one
 * that is in use. With `create_before_destroy` on it, Terraform deletes it after the methods have changed.
 */
export const OUTLIVES_METHODS = { createBeforeDestroy: true };
