/** How Terraform replaces and destroys resources. */
import * as v from "valibot";
import { oneOf } from "../declaration";

/**
 * `"on"`: what cannot be made again, such as users, keys and data, is neither destroyed nor replaced by a plan, and AWS
 * refuses to delete it where it can. `"off"`: all of it goes with `terraform destroy`, and is lost.
 */
export type Protection = "on" | "off";

/** The prop `protection` of a construct, as it is checked when it runs. */
export const protectionSchema = v.exactOptional(oneOf(["on", "off"]));

/** The lifecycle of a resource that cannot be made again. Anything but `"off"` protects it. */
export function kept(protection: Protection | undefined): { readonly lifecycle?: { preventDestroy: true } } {
  return protection === "off" ? {} : { lifecycle: { preventDestroy: true } };
}

/**
 * The lifecycle of what a method refers to: an authorizer, a model, a request validator. API Gateway deletes none that is
 * in use, so one that goes does so after the methods have let go of it.
 */
export const OUTLIVES_METHODS = { createBeforeDestroy: true };
