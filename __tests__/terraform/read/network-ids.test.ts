import { text } from "../build/people";
import { cell, shop } from "../build/shop";

const condition = (operator: string, key: string, value: unknown) => ({ [operator]: { [key]: value } });

/** A condition in a private API's policy, and what `GET /pets` then requires; undefined where the cell is unknown. */
const cases: readonly (readonly [
  name: string,
  condition: object,
  requires: readonly string[] | undefined,
])[] = [
  [
    "the id of an endpoint",
    condition("StringEquals", "aws:SourceVpce", "${aws_vpc_endpoint.one.id}"),
    ["vpc-endpoint:(shop/aws_vpc_endpoint.one.id)"],
  ],
  [
    "ids of endpoints, and a known one",
    condition("StringEquals", "aws:sourceVpce", ["${aws_vpc_endpoint.one.id}", "vpce-2"]),
    ["vpc-endpoint:(shop/aws_vpc_endpoint.one.id),vpce-2"],
  ],
  [
    "the id of a VPC",
    condition("StringEquals", "aws:SourceVpc", "${aws_vpc.main.id}"),
    ["vpc-endpoint", "vpc:(shop/aws_vpc.main.id)"],
  ],
  [
    "an id that another resource gives",
    condition("StringEquals", "aws:SourceVpce", "${random_id.x.hex}"),
    undefined,
  ],
  ["an id of another type", condition("StringEquals", "aws:SourceVpce", "${aws_vpc.main.id}"), undefined],
  [
    "another attribute",
    condition("StringEquals", "aws:SourceVpce", "${aws_vpc_endpoint.one.arn}"),
    undefined,
  ],
  [
    "a part of the text",
    condition("StringEquals", "aws:SourceVpce", "x${aws_vpc_endpoint.one.id}"),
    undefined,
  ],
];

test.each(cases)("%s", (_, Condition, requires) => {
  const statement = {
    Effect: "Allow",
    Principal: "*",
    Action: "execute-api:Invoke",
    Resource: "*",
    Condition,
  };
  const model = shop(
    { "GET /pets": { authorization: "NONE" } },
    {
      aws_api_gateway_rest_api: {
        shop: { endpoint_configuration: [{ types: ["PRIVATE"] }], policy: text([statement]) },
      },
      aws_vpc: { main: { cidr_block: "10.0.0.0/16" } },
      aws_vpc_endpoint: { one: { vpc_id: "${aws_vpc.main.id}", service_name: "execute-api" } },
      random_id: { x: { byte_length: 4 } },
    },
  );
  const found = cell(model, "GET /pets", "anonymous");
  expect(found.decision).toBe(requires ? "allow" : "unknown");
  expect(found.requires).toEqual(requires ?? ["vpc-endpoint"]);
});
