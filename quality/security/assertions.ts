/** Assertions about all resources of a type. */
import type { Resources } from "./production";

// biome-ignore lint/suspicious/noExplicitAny: what Terraform holds is looked at, not typed
export type Body = any;

export const all = (resources: Resources, type: string): Body[] => Object.values(resources[type] ?? {});
/** Every resource of the type passes, and there is one. */
export const every =
  (type: string, passes: (body: Body, resources: Resources) => boolean) =>
  (resources: Resources): boolean =>
    all(resources, type).length > 0 && all(resources, type).every((body) => passes(body, resources));
/** Each bucket has its own resource of this type, and every one passes. */
export const everyBucket = (type: string, passes: (body: Body) => boolean) => (resources: Resources) =>
  all(resources, "aws_s3_bucket").length > 0 &&
  all(resources, type).length === all(resources, "aws_s3_bucket").length &&
  all(resources, type).every(passes);
export const trail = (passes: (body: Body) => boolean) => every("aws_cloudtrail", passes);
export const pool = (passes: (body: Body) => boolean) => every("aws_cognito_user_pool", passes);
export const refusesPlain = everyBucket("aws_s3_bucket_policy", ({ policy }) =>
  /"Effect":"Deny".*"aws:SecureTransport":"false"/.test(policy),
);
