import { S3Backend, type TerraformStack } from "cdktf";
import * as v from "valibot";
import { anyText, checkProps, someText } from "../declaration";
import { checkBucketName } from "./locked-bucket";

export interface S3StateProps {
  /** The bucket of the bootstrap stack. */
  readonly bucket: string;
  /** Region of the bucket. */
  readonly region: string;
  /** First part of the states' keys: `petstore`. */
  readonly prefix: string;
  /** ARN of the bucket's key. @default the bucket's own setting */
  readonly kmsKeyArn?: string;
}

/**
 * Keeps a stack's state in S3, encrypted, with a lock file beside it (Terraform 1.10 and later; no DynamoDB).
 * Principals that deploy need s3:GetObject, PutObject and DeleteObject on `KEY.tflock` as well.
 */
export function keepStateInS3(stack: TerraformStack, props: S3StateProps): void {
  checkProps(`The state of stack "${stack.node.id}"`, props, {
    bucket: anyText,
    region: someText,
    prefix: someText,
    kmsKeyArn: v.exactOptional(someText),
  });
  checkBucketName(props.bucket, `The state of stack "${stack.node.id}"`);
  new S3Backend(stack, {
    bucket: props.bucket,
    key: `${props.prefix}/${stack.node.id}.tfstate`,
    region: props.region,
    encrypt: true,
    ...(props.kmsKeyArn !== undefined && { kmsKeyId: props.kmsKeyArn }),
  });
  // The argument is newer than cdktf.
  stack.addOverride("terraform.backend.s3.use_lockfile", true);
}
