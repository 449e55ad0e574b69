import { describeRequirements, type Requirement } from "../../../../terraform/access/requirements";

const cases: readonly (readonly [readonly Requirement[], string])[] = [
  [[], ""],
  [["api-key"], "with an API key"],
  [
    ["api-key", "client-certificate:s3://trust/ca.pem"],
    "with an API key and with a client certificate that s3://trust/ca.pem trusts",
  ],
  [["address-range:10.0.0.0/8,192.0.2.0/24"], "from 10.0.0.0/8 or 192.0.2.0/24"],
  [["not-address-range:192.0.2.0/24"], "from elsewhere than 192.0.2.0/24"],
  [["not-vpc-endpoint:vpce-1,none"], "through a VPC endpoint, by another way than the VPC endpoint vpce-1"],
  [["vpc-endpoint:vpce-1,none"], "through the VPC endpoint vpce-1, or not through a VPC endpoint"],
  [["vpc-endpoint:none"], "not through a VPC endpoint"],
  [["organization:o-1 or vpc:vpc-1"], "by an account of the organization o-1 or from the VPC vpc-1"],
];

test.each(cases)("%j: %s", (requirements, text) => {
  expect(describeRequirements(requirements)).toBe(text);
});
