import {
  type Comparison,
  compareRequirements,
  type Requirement,
} from "../../../../terraform/access/requirements";

type Case = readonly [from: readonly Requirement[], to: readonly Requirement[], Comparison];

const cases: readonly Case[] = [
  [[], [], "equal"],
  [["api-key"], ["api-key"], "equal"],
  [["api-key"], [], "wider"],
  [["api-key"], ["client-certificate"], "other"],
  [["api-key", "client-certificate"], ["client-certificate"], "wider"],
  [["client-certificate:s3://a"], ["client-certificate"], "wider"],
  [["client-certificate:s3://a"], ["client-certificate:s3://b"], "other"],
  [["client-certificate:s3://a"], ["client-certificate:s3://a,s3://b"], "wider"],
  [["address-range:10.0.0.0/8"], ["address-range:0.0.0.0/0"], "wider"],
  [["address-range:10.0.0.0/8"], ["address-range:10.1.0.0/16,10.2.0.0/16"], "narrower"],
  [["address-range:10.0.0.0/8"], ["address-range:11.0.0.0/8"], "other"],
  [["address-range:10.0.0.0/9,10.128.0.0/9"], ["address-range:10.0.0.0/8"], "equal"],
  [["address-range:10.0.0.0/8"], ["not-address-range:192.0.2.0/24"], "wider"],
  [["address-range:10.0.0.0/8"], ["not-address-range:10.1.0.0/16"], "other"],
  [["address-range:::/0,0.0.0.0/0"], ["address-range"], "equal"],
  [["address-range:10.0.0.0/8", "not-address-range:10.1.0.0/16"], ["address-range:10.0.0.0/8"], "wider"],
  [["not-vpc-endpoint:vpce-1"], ["not-vpc-endpoint:vpce-1,vpce-2"], "narrower"],
  [["not-vpc-endpoint:vpce-1"], ["vpc-endpoint:vpce-2"], "narrower"],
  [["not-vpc-endpoint:vpce-1"], ["vpc-endpoint:vpce-1"], "other"],
  [["vpc-endpoint:vpce-1"], ["vpc-endpoint"], "wider"],
  [["vpc-endpoint:vpce-1,none"], ["vpc-endpoint:vpce-1"], "narrower"],
  [["vpc-endpoint:vpce-1"], ["vpc-endpoint:vpce-1 or organization:o-1"], "wider"],
  [["organization:o-1 or vpc-endpoint:vpce-1"], ["vpc-endpoint:vpce-1 or organization:o-1"], "equal"],
  [["organization:o-1", "vpc-endpoint:vpce-1"], ["organization:o-1 or vpc-endpoint:vpce-1"], "wider"],
  [["user-agent:a%2cb"], ["user-agent:a,b"], "other"],
  [["user-agent:none"], ["user-agent:%6eone"], "other"],
];

const inverse: Readonly<Record<Comparison, Comparison>> = {
  equal: "equal",
  wider: "narrower",
  narrower: "wider",
  other: "other",
};

test.each(cases)("%j to %j is %s, and the way back is the inverse", (from, to, expected) => {
  expect(compareRequirements(from, to)).toBe(expected);
  expect(compareRequirements(to, from)).toBe(inverse[expected]);
});

test("a text that is no requirement is an error", () => {
  expect(() => compareRequirements([], ["address-range:10.0.0.0/33"])).toThrow("no values of address-range");
  expect(() => compareRequirements([], ["apikey" as Requirement])).toThrow("apikey: no requirement");
});
