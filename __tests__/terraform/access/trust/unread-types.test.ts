import { merged, type Resources } from "../../build/people";
import { differences } from "./town";

/** Resources of types that are not read, beside what the town relies on. */
interface Case {
  readonly base?: Resources;
  readonly head?: Resources;
  readonly says: readonly string[];
}

const PARTNER = "${aws_iam_role.partner.arn}";
const GATE = "${aws_lambda_function.authorizer.arn}";
const API = "${aws_api_gateway_rest_api.shop.id}";

const one = (type: string, values: object): Resources => ({ [type]: { one: values } }) as Resources;
const pod = (account: string) =>
  one("aws_eks_pod_identity_association", { service_account: account, role_arn: PARTNER });
const task = (role: string) =>
  one("aws_ecs_task_definition", { family: "a", task_role_arn: role, container_definitions: "[]" });
const worker = (role: string) =>
  one("aws_lambda_function", { function_name: "worker", role, handler: "a.b", filename: "a.zip" });
const profile = one("aws_iam_instance_profile", { role: "${aws_iam_role.partner.name}" });
const machine = (instance: string) => one("aws_instance", { ami: "a", iam_instance_profile: instance });
const address = (host: string) =>
  one("aws_cloudfront_distribution", { enabled: true, origin: [{ origin_id: "a", domain_name: host }] });

/** A bucket from which the authorizer has its code. */
const code: Resources = {
  aws_s3_bucket: { code: { bucket: "code" } },
  aws_lambda_function: { authorizer: { s3_bucket: "${aws_s3_bucket.code.bucket}", s3_key: "a.zip" } },
};
const replica = (bucket: string) =>
  one("aws_s3_bucket_replication_configuration", { bucket: "b", rule: [{ destination: [{ bucket }] }] });

/** A custom domain, of which it is known after apply by what name API Gateway takes its requests. */
const domain: Resources = {
  aws_api_gateway_domain_name: {
    api: { domain_name: "api.shop.example", endpoint_configuration: [{ types: ["REGIONAL"] }] },
  },
  aws_apigatewayv2_domain_name: {
    api: { domain_name: "web.shop.example", domain_name_configuration: [{ endpoint_type: "REGIONAL" }] },
  },
};
const REGIONAL = "${aws_api_gateway_domain_name.api.regional_domain_name}";
const besideDomain = (head: Resources, ...says: readonly string[]): Case => ({
  base: domain,
  head: merged(domain, head),
  says,
});

const seen: Readonly<Record<string, Case>> = {
  "a pod gets a role that may call": {
    head: pod("a"),
    says: ["undecided aws_eks_pod_identity_association.one"],
  },
  "another pod gets it": {
    base: pod("a"),
    head: pod("b"),
    says: ["undecided aws_eks_pod_identity_association.one"],
  },
  "a container gets it": { head: task(PARTNER), says: ["undecided aws_ecs_task_definition.one"] },
  "a container gets a role of elsewhere": {
    head: task("arn:aws:iam::123456789012:role/other"),
    says: ["undecided aws_ecs_task_definition.one"],
  },
  "a schedule gets it": {
    head: one("aws_cloudwatch_event_target", { rule: "r", arn: "arn:a", role_arn: PARTNER }),
    says: ["undecided aws_cloudwatch_event_target.one"],
  },
  "instances get it by its name": { head: profile, says: ["undecided aws_iam_instance_profile.one"] },
  "an instance gets the profile that has it": {
    base: profile,
    head: { ...profile, ...machine("${aws_iam_instance_profile.one.name}") },
    says: ["undecided aws_instance.one"],
  },
  "a function behind no lock gets it": {
    base: worker("${aws_iam_role.ci.arn}"),
    head: worker(PARTNER),
    says: ["undecided aws_lambda_function.one"],
  },
  "a distribution sends requests to the API": {
    head: address(`${API}.execute-api.us-east-1.amazonaws.com`),
    says: ["undecided aws_cloudfront_distribution.one"],
  },
  "a distribution sends requests to a domain": besideDomain(
    address(REGIONAL),
    "undecided aws_cloudfront_distribution.one",
  ),
  "a distribution sends requests to a domain of an HTTP API": besideDomain(
    address("${aws_apigatewayv2_domain_name.api.domain_name}"),
    "undecided aws_cloudfront_distribution.one",
  ),
  "a distribution sends requests to the name of a domain": besideDomain(
    address("api.shop.example"),
    "undecided aws_cloudfront_distribution.one",
  ),
  "a distribution sends requests to an API whose id is written out": {
    head: address("abc123.execute-api.us-east-1.amazonaws.com"),
    says: ["undecided aws_cloudfront_distribution.one"],
  },
  "another bucket is copied into that of the code, by an ARN that is written out": {
    base: code,
    head: merged(code, replica("arn:aws:s3:::code")),
    says: ["undecided aws_s3_bucket_replication_configuration.one"],
  },
  "another type changes the authorizer": {
    head: one("aws_codedeploy_deployment_group", { app_name: "a", function_arn: GATE }),
    says: ["undecided aws_codedeploy_deployment_group.one"],
  },
  "it is gone": {
    base: one("aws_codedeploy_deployment_group", { app_name: "a", function_arn: GATE }),
    says: ["undecided aws_codedeploy_deployment_group.one"],
  },
};

const unseen: Readonly<Record<string, Case>> = {
  "a bucket whose name begins like that of the code": {
    base: code,
    head: merged(code, replica("arn:aws:s3:::code-logs")),
    says: [],
  },
  "a queue": { head: one("aws_sqs_queue", { name: "a" }), says: [] },
  "a queue whose policy names a role": {
    head: one("aws_sqs_queue_policy", { queue_url: "a", policy: `{"Principal":{"AWS":"${PARTNER}"}}` }),
    says: [],
  },
  "a cluster with the name of the API": { head: one("aws_ecs_cluster", { name: "shop" }), says: [] },
  "a container with a role that may call nothing": { head: task("${aws_iam_role.ci.arn}"), says: [] },
  "a container with another image, which knows where the API is": {
    base: one("aws_ecs_task_definition", { family: "a", container_definitions: `["image:1", "${API}"]` }),
    head: one("aws_ecs_task_definition", { family: "a", container_definitions: `["image:2", "${API}"]` }),
    says: [],
  },
  "a role that is taken away": { base: task(PARTNER), says: [] },
  "a record of a domain": besideDomain(
    one("aws_route53_record", { name: "api.shop.example", type: "A", alias: [{ name: REGIONAL }] }),
  ),
  "a certificate of a domain": besideDomain(one("aws_acm_certificate", { domain_name: "api.shop.example" })),
  "a distribution of another name": besideDomain(address("www.shop.example")),
  "an alarm": {
    head: one("aws_cloudwatch_metric_alarm", { alarm_name: "a", dimensions: { ApiId: API } }),
    says: [],
  },
  "more memory of a function that has it": {
    base: worker(PARTNER),
    head: merged(worker(PARTNER), { aws_lambda_function: { one: { memory_size: 512 } } }),
    says: [],
  },
};

test.each(Object.entries({ ...seen, ...unseen }))("%s", (_, { says, ...sides }) => {
  expect(differences(sides)).toEqual(says);
});
