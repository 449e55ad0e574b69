import { type Resources, text } from "../../build/people";
import { changed, type TrustCases } from "./town";

/** An authorizer with code in a bucket, and with its rules and its key where its environment says. */
const sources: Resources = {
  aws_lambda_function: {
    authorizer: {
      s3_bucket: "${aws_s3_bucket.code.id}",
      environment: [
        {
          variables: {
            RULES: "${aws_dynamodb_table.rules.name}",
            KEY: "${aws_secretsmanager_secret.key.arn}",
          },
        },
      ],
    },
  },
  aws_s3_bucket: { code: { bucket: "code-of-shop" }, logs: { bucket: "logs-of-shop" } },
  aws_secretsmanager_secret: { key: { name: "signing-key" } },
  aws_dynamodb_table: {
    rules: { name: "rules", hash_key: "id", billing_mode: "PAY_PER_REQUEST" },
    orders: { name: "orders", hash_key: "id", billing_mode: "PAY_PER_REQUEST" },
  },
  aws_vpc_endpoint: {
    api: { service_name: "com.amazonaws.us-east-1.execute-api", vpc_id: "vpc-1" },
    storage: { service_name: "com.amazonaws.us-east-1.s3", vpc_id: "vpc-1" },
  },
};
const all = text([{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }]);
const one = (type: string, values: object): Resources => ({ [type]: { one: values } }) as Resources;

const acl = (bucket: string, value = "public-read-write") =>
  one("aws_s3_bucket_acl", { bucket: `\${aws_s3_bucket.${bucket}.id}`, acl: value });
const blocked = one("aws_s3_bucket_public_access_block", {
  bucket: "${aws_s3_bucket.code.id}",
  block_public_policy: true,
});
const item = (table: string) =>
  one("aws_dynamodb_table_item", {
    table_name: `\${aws_dynamodb_table.${table}.name}`,
    hash_key: "id",
    item: '{"id":{"S":"mallory"}}',
  });
const endpoint = (of: string, policy = all) =>
  one("aws_vpc_endpoint_policy", { vpc_endpoint_id: `\${aws_vpc_endpoint.${of}.id}`, policy });

/** An endpoint with a policy of its own, to a service whose name is this. */
const reached = (service: string, resource = "*"): Resources =>
  one("aws_vpc_endpoint", {
    service_name: service,
    vpc_id: "vpc-1",
    policy: text([{ Effect: "Allow", Principal: "*", Action: "*", Resource: resource }]),
  });
const wider = (service: string, ...says: readonly string[]) => ({
  base: reached(service, "arn:a"),
  head: reached(service),
  says,
});
const WIDER_ENDPOINT = "other aws_vpc_endpoint.one policy";

export const codeSources: TrustCases = {
  "the own policy of an endpoint to the API": wider("com.amazonaws.us-east-1.execute-api", WIDER_ENDPOINT),
  "of one in an unknown region": wider("com.amazonaws.${random_id.a.hex}.execute-api", WIDER_ENDPOINT),
  "of one to an unknown service": wider("com.amazonaws.us-east-1.${random_id.a.hex}", WIDER_ENDPOINT),
  "of one to storage in an unknown region": wider("com.amazonaws.${random_id.a.hex}.s3"),
  "everyone may write into the bucket of the code": {
    base: { ...sources, ...acl("code", "private") },
    head: { ...sources, ...acl("code") },
    says: ["other aws_s3_bucket_acl.one acl"],
  },
  "nothing keeps policies of the bucket from being public": {
    base: { ...sources, ...blocked },
    head: sources,
    says: ["other aws_s3_bucket_public_access_block.one"],
  },
  "a policy of the secret": changed(
    sources,
    one("aws_secretsmanager_secret_policy", {
      secret_arn: "${aws_secretsmanager_secret.key.arn}",
      policy: all,
    }),
    "other aws_secretsmanager_secret_policy.one",
  ),
  "an item in the table of the rules": changed(sources, item("rules"), "other aws_dynamodb_table_item.one"),
  "a policy of the table of the rules": changed(
    sources,
    one("aws_dynamodb_resource_policy", { resource_arn: "${aws_dynamodb_table.rules.arn}", policy: all }),
    "other aws_dynamodb_resource_policy.one",
  ),
  "the policy of an endpoint to the API": {
    base: {
      ...sources,
      ...endpoint("api", text([{ Effect: "Allow", Principal: "*", Action: "*", Resource: "arn:a" }])),
    },
    head: { ...sources, ...endpoint("api") },
    says: ["other aws_vpc_endpoint_policy.one policy"],
  },
  "a second policy of an endpoint to the API, which may replace the first": changed(
    {
      ...sources,
      ...endpoint("api", text([{ Effect: "Deny", Principal: "*", Action: "*", Resource: "*" }])),
    },
    { aws_vpc_endpoint_policy: { two: { vpc_endpoint_id: "${aws_vpc_endpoint.api.id}", policy: all } } },
    "undecided aws_vpc_endpoint_policy.one effect",
  ),
  "an access list of another bucket": changed(sources, acl("logs")),
  "a private access list": changed(sources, acl("code", "private")),
  "an item in another table": changed(sources, item("orders")),
  "the policy of an endpoint to storage": changed(sources, endpoint("storage")),
};
