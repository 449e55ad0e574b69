import { merged, type Resources, text } from "../../build/people";
import { differences } from "./town";

type Values = Readonly<Record<string, unknown>>;

const authorizer = (values: Values): Resources => ({ aws_lambda_function: { authorizer: values } });
const setting = (value: string) => authorizer({ environment: [{ variables: { RULES: value } }] });
const one = (type: string, values: Values): Resources => ({ [type]: { one: values } }) as Resources;

const POLICY = text([{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }]);
const bucketPolicy = (bucket: string) => one("aws_s3_bucket_policy", { bucket, policy: POLICY });
const item = (table_name: string) =>
  one("aws_dynamodb_table_item", { table_name, hash_key: "id", item: "{}" });
const repositoryPolicy = (repository: string) =>
  one("aws_ecr_repository_policy", { repository, policy: POLICY });
const parameter = (name: string) => one("aws_ssm_parameter", { name, type: "String", value: "x" });

const OUTSIDE = "${data.aws_s3_bucket.code.id}";
const IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/gate:latest";
const image = (image_uri: string) => authorizer({ package_type: "Image", image_uri });

/** What is said where something new belongs to a store that is not in the Terraform. */
const said = (base: Resources, head: Resources) =>
  differences({ base, head: merged(base, head) }).map((line) => line.replace(/ \S+\.one$/, ""));

test.each<[string, Resources, Resources, readonly string[]]>([
  [
    "the bucket of the code, by a data source",
    authorizer({ s3_bucket: OUTSIDE, s3_key: "gate.zip" }),
    bucketPolicy(OUTSIDE),
    ["other"],
  ],
  [
    "the bucket of the code, by its name",
    authorizer({ s3_bucket: "code-of-shop", s3_key: "gate.zip" }),
    bucketPolicy("code-of-shop"),
    ["other"],
  ],
  [
    "another bucket, by its name",
    authorizer({ s3_bucket: "code-of-shop", s3_key: "gate.zip" }),
    bucketPolicy("logs-of-shop"),
    [],
  ],
  [
    "a bucket of a second data source, which may have the same name",
    authorizer({ s3_bucket: OUTSIDE, s3_key: "gate.zip" }),
    bucketPolicy("${data.aws_s3_bucket.logs.id}"),
    ["undecided"],
  ],
  ["the table of the rules", setting("rules"), item("rules"), ["other"]],
  ["another table", setting("rules"), item("orders"), []],
  ["the repository of the image", image(IMAGE), repositoryPolicy("gate"), ["other"]],
  ["another repository", image(IMAGE), repositoryPolicy("site"), []],
  [
    "a repository that may be that of the image",
    image("${data.aws_ecr_repository.gate.repository_url}:latest"),
    repositoryPolicy("site"),
    ["undecided"],
  ],
  ["a new parameter that was named before", setting("/auth/rules"), parameter("/auth/rules"), ["undecided"]],
  ["another new parameter", setting("/auth/rules"), parameter("/site/title"), []],
])("%s", (_, base, head, says) => {
  expect(said(base, head)).toEqual(says);
});

test("a policy that is gone, of what may be the repository of the image", () => {
  const base = image("${data.aws_ecr_repository.gate.repository_url}:latest");
  const denying = one("aws_ecr_repository_policy", {
    repository: "site",
    policy: text([{ Effect: "Deny", Principal: "*", Action: "*" }]),
  });
  expect(differences({ base: merged(base, denying), head: base })).toEqual([
    "undecided aws_ecr_repository_policy.one",
  ]);
});
