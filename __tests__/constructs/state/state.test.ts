import { TerraformStack, Testing } from "cdktf";
import { ApiGatewayLogRole } from "../../../constructs/observe/api-gateway-log-role";
import { Trail } from "../../../constructs/observe/trail";
import { AccessLogBucket } from "../../../constructs/state/access-log-bucket";
import { keepStateInS3 } from "../../../constructs/state/s3-state";
import { StateBucket } from "../../../constructs/state/state-bucket";
import { all, only, refusal, statements, terraformOf } from "../terraform";

const bootstrap = terraformOf((stack) => {
  const accessLog = new AccessLogBucket(stack, "log", { name: "shop-log" });
  new StateBucket(stack, "state", { name: "shop-state", accessLog });
  new Trail(stack, "trail", { name: "shop", bucketName: "shop-trail", accessLog });
  new ApiGatewayLogRole(stack, "log-role", { name: "shop-logs" });
});

test("no bucket is public, unversioned, unencrypted, endless in old versions, or destroyed by a plan", () => {
  const buckets = all(bootstrap, "aws_s3_bucket");
  expect(buckets).toHaveLength(3);
  for (const bucket of buckets) expect(bucket.lifecycle).toEqual({ prevent_destroy: true });
  for (const type of [
    "versioning",
    "public_access_block",
    "server_side_encryption_configuration",
    "lifecycle_configuration",
    "ownership_controls",
    "policy",
  ]) {
    expect([type, all(bootstrap, `aws_s3_bucket_${type}`).length]).toEqual([type, 3]);
  }
  for (const closed of all(bootstrap, "aws_s3_bucket_public_access_block")) {
    expect(closed).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  }
});

test("every bucket denies requests without TLS", () => {
  for (const { policy } of all(bootstrap, "aws_s3_bucket_policy")) {
    expect(statements(policy)[0]).toMatchObject({
      Effect: "Deny",
      Action: "s3:*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
  }
});

test("accesses to the state and the trail are logged; the log does not log itself", () => {
  expect(
    all(bootstrap, "aws_s3_bucket_logging")
      .map((log) => log.target_prefix)
      .sort(),
  ).toEqual(["shop-state/", "shop-trail/"]);
});

test("no version of a state can be deleted, and lock files can", () => {
  const state = all(bootstrap, "aws_s3_bucket_policy")
    .map((each) => statements(each.policy))
    .find((list) => list.some((each) => each.Sid === "NoHistoryIsLost"));
  expect(state?.find((each) => each.Sid === "NoHistoryIsLost")?.Action).toBe("s3:DeleteObjectVersion");
  expect(all(bootstrap, "aws_s3_bucket_object_lock_configuration")).toEqual([]);
});

test("plans that wait for their approval expire, with all their versions, and states do not", () => {
  const lifecycle = all(bootstrap, "aws_s3_bucket_lifecycle_configuration").find(
    ({ rule }) => rule.length > 1,
  );
  expect(lifecycle?.rule).toEqual([
    expect.objectContaining({ filter: [{}], noncurrent_version_expiration: [{ noncurrent_days: 365 }] }),
    {
      id: "expire-plans",
      status: "Enabled",
      filter: [{ prefix: "plans/" }],
      expiration: [{ days: 7 }],
      noncurrent_version_expiration: [{ noncurrent_days: 1 }],
    },
  ]);
  expect(lifecycle?.rule[0]).not.toHaveProperty("expiration");
});

test("the trail covers all regions, shows tampering, is encrypted, and waits for the policies that it needs", () => {
  expect(only(bootstrap, "aws_cloudtrail")).toMatchObject({
    is_multi_region_trail: true,
    include_global_service_events: true,
    enable_log_file_validation: true,
    kms_key_id: expect.stringMatching(/aws_kms_key/),
    cloud_watch_logs_group_arn: expect.stringMatching(/:\*$/),
    depends_on: [
      expect.stringMatching(/^aws_s3_bucket_policy/),
      expect.stringMatching(/^aws_iam_role_policy/),
    ],
  });
});

test("only this trail writes to the trail's bucket", () => {
  const trail = all(bootstrap, "aws_s3_bucket_policy")
    .map((each) => statements(each.policy))
    .find((list) => list.some((each) => each.Sid === "TrailWrites"));
  for (const statement of trail?.filter((each) => each.Effect === "Allow") ?? []) {
    expect(statement.Condition.StringEquals["aws:SourceArn"]).toMatch(/:trail\/shop$/);
  }
});

test("the account's log role cannot be destroyed by a plan: that would stop the logs of every API", () => {
  expect(only(bootstrap, "aws_api_gateway_account").lifecycle).toEqual({ prevent_destroy: true });
});

test("state in S3 is encrypted and locked by a file", () => {
  const stack = new TerraformStack(Testing.app(), "api");
  keepStateInS3(stack, { bucket: "shop-state", region: "eu-central-1", prefix: "shop" });
  expect(JSON.parse(Testing.synth(stack)).terraform.backend.s3).toEqual({
    bucket: "shop-state",
    key: "shop/api.tfstate",
    region: "eu-central-1",
    encrypt: true,
    use_lockfile: true,
  });
  expect(
    refusal((scope) =>
      keepStateInS3(scope as TerraformStack, { bucket: "Shop State", region: "x", prefix: "y" }),
    )[0],
  ).toBe("BUCKET_NAME_INVALID");
});
