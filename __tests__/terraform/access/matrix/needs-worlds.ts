import fc from "fast-check";
import type { Cell } from "../../../../terraform/access/matrix";
import { clauseOf } from "../../../../terraform/access/requirements";
import { setOf } from "../../../../terraform/access/requirements/kinds";
import { NONE } from "../../../../terraform/access/requirements/value-set";
import type { ApiModel } from "../../../../terraform/model";
import { attached, method, model, restApi, role } from "../../build/model";

/** The condition keys of a request. */
type Sent = Readonly<Record<string, string>>;

const KEYS = {
  "address-range": "aws:SourceIp",
  "vpc-address-range": "aws:VpcSourceIp",
  "vpc-endpoint": "aws:SourceVpce",
  vpc: "aws:SourceVpc",
  organization: "aws:PrincipalOrgID",
} as const;

const addresses = ["10.0.0.1", "10.1.0.1", "10.1.2.3", "192.0.2.1", "2001:db8::1", "::1"];
const ranges = [
  "10.0.0.0/8",
  "10.1.0.0/16",
  "10.1.2.3",
  "192.0.2.0/24",
  "2001:db8::/32",
  "0.0.0.0/0",
  "::/0",
];
const names = ["one", "two", "three"];

const condition = fc.oneof(
  comparing(
    ["IpAddress", "NotIpAddress", "IpAddressIfExists", "ForAnyValue:IpAddress"],
    ["aws:SourceIp"],
    ranges,
  ),
  comparing(["IpAddress", "NotIpAddress"], ["aws:VpcSourceIp"], ranges),
  comparing(
    ["StringEquals", "StringNotEquals", "StringEqualsIfExists", "StringLike", "ForAllValues:StringEquals"],
    ["aws:SourceVpce", "aws:sourcevpc", "aws:PrincipalOrgID"],
    ["one", "two"],
  ),
  comparing(["Null"], ["aws:SourceVpce", "aws:PrincipalOrgId"], ["true", "false"]),
);

function comparing(operators: readonly string[], keys: readonly string[], values: readonly string[]) {
  return fc.tuple(
    fc.constantFrom(...operators),
    fc.constantFrom(...keys),
    fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }),
  );
}

const statement = (more: object) =>
  fc
    .record({
      Effect: fc.constantFrom("Allow", "Allow", "Deny"),
      Action: fc.constantFrom("execute-api:Invoke", "*", "execute-api:ManageConnections"),
      conditions: fc.array(condition, { maxLength: 2 }),
    })
    .map(({ conditions, ...rest }) => ({
      ...rest,
      ...more,
      Resource: "*",
      Condition: conditionsOf(conditions),
    }));

function conditionsOf(conditions: readonly (readonly [string, string, string[]])[]): object {
  const found: Record<string, Record<string, string[]>> = {};
  for (const [operator, key, values] of conditions) found[operator] = { ...found[operator], [key]: values };
  return found;
}

const statements = (more: object = {}) => fc.array(statement(more), { maxLength: 3 });

export interface World {
  readonly isPrivate: boolean;
  readonly authorization: "NONE" | "AWS_IAM";
  readonly ofApi: readonly object[];
  readonly ofRole: readonly object[];
}

export const world: fc.Arbitrary<World> = fc.record({
  isPrivate: fc.boolean(),
  authorization: fc.constantFrom("NONE" as const, "AWS_IAM" as const),
  ofApi: statements({ Principal: "*" }),
  ofRole: statements(),
});

export const requestTo = ({ isPrivate }: Pick<World, "isPrivate">): fc.Arbitrary<Sent> => {
  const address = fc.constantFrom(...addresses);
  const name = fc.constantFrom(...names);
  return fc.tuple(address, name, name, fc.option(name)).map(([ip, endpoint, vpc, organization]) => ({
    ...(isPrivate
      ? { "aws:VpcSourceIp": ip, "aws:SourceVpce": endpoint, "aws:SourceVpc": vpc }
      : { "aws:SourceIp": ip }),
    ...(organization !== null && { "aws:PrincipalOrgID": organization }),
  }));
};

export const pets = (authorization: World["authorization"]) => method("/pets", { authorization });
export const caller = role("caller");

export function modelOf({ authorization, isPrivate, ofApi, ofRole }: World): ApiModel {
  const api = restApi([pets(authorization)], {
    ...(isPrivate && { private: true }),
    policy: attached("policy", ofApi, "resource"),
  });
  return model([api], { roles: [{ ...caller, policies: [attached("own", ofRole)] }] });
}

/** Whether a request meets what a cell requires. */
export function meets({ requires = [] }: Cell, sent: Sent): boolean {
  return requires.every((requirement) =>
    [...clauseOf(requirement)].some(([kind, set]) => {
      const key = KEYS[kind as keyof typeof KEYS];
      return setOf(kind, { values: [sent[key] ?? NONE], isRest: false }).isWithin(set);
    }),
  );
}
