import { resolveTerraform } from "../../../../terraform/sources";
import { type Document, plan } from "../../build/plan";

/** Region and account of resources that a plan creates: those of the provider that each is made with. */

interface Case {
  /** Expressions of the provider `aws.peer`. */
  readonly peer?: object;
  readonly variables?: object;
  readonly values?: object;
  readonly arn: string;
  /** What it says of a resource whose account is not known. */
  readonly uncertain?: string;
}

const cases: Readonly<Record<string, Case>> = {
  "the default provider": {
    arn: "arn:aws:lambda:eu-west-1:123456789012:function:peer",
  },
  "a constant region": {
    peer: { region: { constant_value: "us-west-2" } },
    arn: "arn:aws:lambda:us-west-2:123456789012:function:peer",
  },
  "a region by a variable": {
    peer: { region: { references: ["var.region"] } },
    variables: { region: { value: "ap-south-1" } },
    arn: "arn:aws:lambda:ap-south-1:123456789012:function:peer",
  },
  "a region that is not known": {
    peer: { region: { references: ["local.region"] } },
    arn: "arn:aws:lambda:(region of aws.peer):123456789012:function:peer",
  },
  "the resource's own region": {
    peer: { region: { constant_value: "us-west-2" } },
    values: { region: "sa-east-1" },
    arn: "arn:aws:lambda:sa-east-1:123456789012:function:peer",
  },
  "the account of a role": {
    peer: {
      region: { constant_value: "us-west-2" },
      assume_role: [{ role_arn: { constant_value: "arn:aws:iam::444455556666:role/deploy" } }],
    },
    arn: "arn:aws:lambda:us-west-2:444455556666:function:peer",
  },
  "an account that is the only one allowed": {
    peer: {
      region: { constant_value: "us-west-2" },
      allowed_account_ids: { constant_value: ["777788889999"] },
    },
    arn: "arn:aws:lambda:us-west-2:777788889999:function:peer",
  },
  "another account that is not known": {
    peer: { region: { constant_value: "us-west-2" }, profile: { constant_value: "peer" } },
    arn: "arn:aws:lambda:us-west-2:123456789012:function:peer",
    uncertain: "it is made with the provider aws.peer, which may be for another account than the API's, aws",
  },
  "the account of the API behind other endpoints": {
    peer: {
      region: { constant_value: "us-west-2" },
      allowed_account_ids: { constant_value: ["123456789012"] },
      endpoints: [{ lambda: { constant_value: "https://lambda.other.example" } }],
    },
    arn: "arn:aws:lambda:us-west-2:123456789012:function:peer",
    uncertain: "it is made with the provider aws.peer, which may be for another account than the API's, aws",
  },
};

function planned({ peer, values, variables }: Case): Document {
  const document = plan(
    [
      { address: "aws_api_gateway_rest_api.api", values: { name: "api" }, unknown: { id: true } },
      {
        address: "aws_lambda_function.peer",
        values: { function_name: "peer", ...values },
        unknown: { arn: true },
      },
    ],
    { "aws_api_gateway_rest_api.api": { name: {} }, "aws_lambda_function.peer": { function_name: {} } },
  );
  const [api, lambda] = document.configuration.root_module.resources;
  api.provider_config_key = "aws";
  lambda.provider_config_key = peer ? "aws.peer" : "aws";
  if (peer)
    document.configuration.provider_config["aws.peer"] = { name: "aws", alias: "peer", expressions: peer };
  return { ...document, ...(variables && { variables }) };
}

test.each(Object.entries(cases))("%s", (_, of) => {
  const { resources } = resolveTerraform({ kind: "plan", document: planned(of) });
  const found = resources.find(({ type }) => type === "aws_lambda_function");
  expect(found?.values.arn).toBe(of.arn);
  expect(found?.uncertain).toBe(of.uncertain);
});
