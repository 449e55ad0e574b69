import type { Resources } from "../../build/people";
import { changed, type TrustCases } from "./town";

const authorizer = (values: Readonly<Record<string, unknown>>): Resources => ({
  aws_lambda_function: { authorizer: values },
});
const BEFORE = { ISSUER: "https://a.example/", JWKS_URL: "https://a.example/keys", AUDIENCE: "shop" };
const variables = (values: Readonly<Record<string, unknown>>) =>
  authorizer({ environment: [{ variables: { ...BEFORE, ...values } }] });
const other = (argument: string) => [`other aws_lambda_function.authorizer ${argument}`];
const variable = (name: string) => other(`environment.variables.${name}`);

const alias = (version: string): Resources => ({
  aws_lambda_alias: {
    live: {
      name: "live",
      function_name: "${aws_lambda_function.authorizer.function_name}",
      function_version: version,
    },
  },
});

const written = (filename: string, content_base64 = "UEsDBA=="): Resources => ({
  local_file: { w: { filename, content_base64 } },
});

export const functions: TrustCases = {
  "the address of the keys": {
    head: variables({ JWKS_URL: "https://b.example/keys" }),
    says: variable("JWKS_URL"),
  },
  "the issuer": { head: variables({ ISSUER: "https://b.example/" }), says: variable("ISSUER") },
  "the audience": { head: variables({ AUDIENCE: "account" }), says: variable("AUDIENCE") },
  "further issuers": { head: variables({ MORE_ISSUERS: "[]" }), says: variable("MORE_ISSUERS") },
  "the claim with the roles": { head: variables({ ROLES_CLAIM: "groups" }), says: variable("ROLES_CLAIM") },
  NODE_OPTIONS: { head: variables({ NODE_OPTIONS: "--require /opt/a.js" }), says: variable("NODE_OPTIONS") },
  "a wrapper": {
    head: variables({ AWS_LAMBDA_EXEC_WRAPPER: "/opt/a" }),
    says: variable("AWS_LAMBDA_EXEC_WRAPPER"),
  },
  "a variable of any name": { head: variables({ DEBUG: "1" }), says: variable("DEBUG") },
  "variables that are gone": {
    head: authorizer({ environment: [] }),
    says: ["AUDIENCE", "ISSUER", "JWKS_URL"].flatMap(variable),
  },
  "a value that is not known": {
    head: variables({ ISSUER: "${random_id.a.hex}" }),
    says: ["undecided aws_lambda_function.authorizer environment.variables.ISSUER"],
  },
  "two values of which neither is known": {
    base: variables({ ISSUER: "${random_id.a.b64_std}" }),
    head: variables({ ISSUER: "${random_id.b.b64_std}" }),
    says: ["undecided aws_lambda_function.authorizer environment.variables.ISSUER"],
  },
  "a text around an unknown value": {
    base: variables({ ISSUER: "https://${random_id.a.b64_std}.a.example/" }),
    head: variables({ ISSUER: "https://${random_id.a.b64_std}.b.example/" }),
    says: ["undecided aws_lambda_function.authorizer environment.variables.ISSUER"],
  },
  handler: { head: authorizer({ handler: "other.handler" }), says: other("handler") },
  runtime: { head: authorizer({ runtime: "provided.al2023" }), says: other("runtime") },
  code: { head: authorizer({ source_code_hash: "cccc" }), says: other("source_code_hash") },
  archive: { head: authorizer({ filename: "other.zip" }), says: other("filename") },
  "an archive that Terraform writes first": {
    head: written("jose.zip"),
    says: ["undecided aws_lambda_layer_version.jose files"],
  },
  "another one": {
    base: written("jose.zip", "A"),
    head: written("jose.zip"),
    says: ["undecided aws_lambda_layer_version.jose files"],
  },
  "the same one": { base: written("jose.zip"), head: written("jose.zip"), says: [] },
  "an archive of nobody that Terraform writes": { head: written("other.zip"), says: [] },
  "a layer of another account": {
    head: authorizer({ layers: ["arn:aws:lambda:us-east-1:999988887777:layer:jose:1"] }),
    says: other("layers"),
  },
  "the order of layers": {
    base: authorizer({ layers: ["a:1", "b:1"] }),
    head: authorizer({ layers: ["b:1", "a:1"] }),
    says: other("layers"),
  },
  "what a layer holds": {
    head: { aws_lambda_layer_version: { jose: { source_code_hash: "cccc" } } },
    says: ["other aws_lambda_layer_version.jose source_code_hash"],
  },
  "an image": {
    head: authorizer({ package_type: "Image", image_uri: "a/b:1" }),
    says: other("image_uri").concat(other("package_type")),
  },
  "the object of the code": {
    head: authorizer({ s3_bucket: "code", s3_key: "b.zip" }),
    says: other("s3_bucket").concat(other("s3_key")),
  },
  "a file system": {
    head: authorizer({ file_system_config: [{ arn: "arn:a", local_mount_path: "/mnt/a" }] }),
    says: [
      "other aws_lambda_function.authorizer file_system_config.arn",
      "other aws_lambda_function.authorizer file_system_config.local_mount_path",
    ],
  },
  "its own role": { head: authorizer({ role: "arn:aws:iam::123456789012:role/other" }), says: other("role") },
  "the version behind an alias": changed(
    alias("7"),
    alias("8"),
    "other aws_lambda_alias.live function_version",
  ),
  "the code of a user pool's trigger": {
    head: { aws_lambda_function: { trigger: { source_code_hash: "cccc" } } },
    says: ["other aws_lambda_function.trigger source_code_hash"],
  },
  "the variables of a user pool's trigger": {
    head: {
      aws_lambda_function: {
        trigger: { environment: [{ variables: { RESOURCE_SERVER: "shop", ROLES: "user" } }] },
      },
    },
    says: ["other aws_lambda_function.trigger environment.variables.ROLES"],
  },
};
