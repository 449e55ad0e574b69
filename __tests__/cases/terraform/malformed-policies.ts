import type { PolicyPlace } from "../../../terraform/access/iam";
import { allow } from "./statements";

const PETS = "arn:aws:execute-api:us-east-1:123456789012:abc/dev/GET/pets";

// biome-ignore format: one case in one or two lines
const rows: readonly (readonly [name: string, says: string, policy: unknown, place?: PolicyPlace])[] = [
  ["not JSON", "not JSON", "{"],
  ["a list", "expected an object", []],
  ["no statement", "Statement is missing", { Version: "2012-10-17" }],
  ["another version", "Version is \"2012-10-18\"", { Version: "2012-10-18", Statement: [] }],
  ["an unknown element at the top", "unknown element \"Statements\"",
    { Version: "2012-10-17", Statement: [allow(PETS)], Statements: [] }],
  ["an unknown element of a statement", "statement 0: unknown element \"Conditions\"",
    { Version: "2012-10-17", Statement: [allow(PETS, { Conditions: {} })] }],
  ["an effect in other letters", "Effect is \"allow\"",
    { Version: "2012-10-17", Statement: [{ Effect: "allow", Action: "execute-api:Invoke", Resource: PETS }] }],
  ["no effect", "Effect is undefined",
    { Version: "2012-10-17", Statement: [{ Action: "execute-api:Invoke", Resource: PETS }] }],
  ["Action and NotAction", "exactly one of Action and NotAction",
    { Version: "2012-10-17", Statement: [allow(PETS, { NotAction: "s3:*" })] }],
  ["no action", "exactly one of Action and NotAction",
    { Version: "2012-10-17", Statement: [{ Effect: "Allow", Resource: PETS }] }],
  ["no resource", "exactly one of Resource and NotResource",
    { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "execute-api:Invoke" }] }],
  ["Resource and NotResource", "exactly one of Resource and NotResource",
    { Version: "2012-10-17", Statement: [allow(PETS, { NotResource: "*" })] }],
  ["a principal in an identity policy", "Principal does not belong",
    { Version: "2012-10-17", Statement: [allow(PETS, { Principal: "*" })] }],
  ["a resource in a trust policy", "Resource does not belong",
    { Version: "2012-10-17", Statement: [allow(PETS, { Principal: "*" })] }, "trust"],
  ["no principal in a trust policy", "exactly one of Principal and NotPrincipal",
    { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole" }] }, "trust"],
  ["an action without a service", "\"Invoke\" is not an action",
    { Version: "2012-10-17", Statement: [allow(PETS, { Action: "Invoke" })] }],
  ["a number as a resource", "7 is not a text",
    { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: 7 }] }],
  ["an empty NotAction", "NotAction: it is empty",
    { Version: "2012-10-17", Statement: [{ Effect: "Allow", Resource: PETS, NotAction: [] }] }],
  ["an empty NotResource", "NotResource: it is empty",
    { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", NotResource: [] }] }],
  ["an object as a condition's value", "not a text, a number or a boolean",
    { Version: "2012-10-17", Statement: [allow(PETS, { Condition: { StringEquals: { "a:b": {} } } })] }],
  ["a condition that is a list", "expected an object",
    { Version: "2012-10-17", Statement: [allow(PETS, { Condition: [] })] }],
  ["an unknown type of principal", "unknown element \"Aws\"",
    { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Aws: "*" } }] }, "trust"],
];

/** Policies that are refused, with a part of the message; the place defaults to an identity policy. */
export const malformedPolicies = rows.map(([name, says, policy, place]) => ({
  name,
  says,
  policy,
  ...(place && { place }),
}));
