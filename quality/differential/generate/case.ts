import type { Case, Keys } from "../case";
import type { Random } from "../random";
import { policy } from "./policy";

const ACCOUNTS = ["111111111111", "222222222222"] as const;
/** Some names contain characters that are special in patterns. */
const NAMES = ["alice", "bob", "a*", "b?b", "al$ce"] as const;
const SEGMENTS = ["pets", "7", "users", "alice", "bob", "a*", "*", "?", "b?b", "${x}", "$", "{id}", "a:b"];
const ACTIONS = ["execute-api:Invoke", "Execute-API:invoke", "execute-api:ManageConnections", "s3:GetObject"];

/** A case whose policies often match: there are few names, and patterns are made from the request. */
export function generate(random: Random): Case {
  const asks = random.weighted<Case["asks"]>([
    [6, () => "call"],
    [3, () => "identity"],
    [1.5, () => "anonymous"],
  ]);
  const account = random.pick(ACCOUNTS);
  const request = {
    asks,
    principal: {
      kind: random.pick(["role", "user"] as const),
      account: random.chance(0.7) ? account : random.pick(ACCOUNTS),
      name: random.pick(NAMES),
    },
    action: asks === "call" || random.chance(0.6) ? "execute-api:Invoke" : random.pick(ACTIONS),
    api: { account, id: random.pick(["abc", "xyz"]) },
    stage: random.pick(["dev", "v1"]),
    verb: random.pick(["GET", "POST", "OPTIONS"]),
    path: path(random),
    keys: keys(random),
  };
  const hasResourcePolicy = asks === "anonymous" || (asks === "call" && random.chance(0.6));
  return {
    ...request,
    identity: asks === "anonymous" ? [] : random.some(0, 2, () => policy(random, request, "identity")),
    ...(asks === "call" && random.chance(0.3) && { boundary: policy(random, request, "boundary") }),
    ...(hasResourcePolicy && { resourcePolicy: policy(random, request, "resource") }),
  };
}

function path(random: Random): string {
  const segments = random.some(0, 3, () => random.pick(SEGMENTS));
  const slash = random.chance(0.08) ? "/" : "";
  return `/${segments.join("/")}${segments.length > 0 ? slash : ""}`;
}

function keys(random: Random): Keys {
  const some: [string, () => string | string[]][] = [
    ["aws:SourceIp", () => random.pick(["203.0.113.7", "10.1.2.3", "2001:db8::1", "2001:db8:0:0:0:0:0:1"])],
    ["aws:CurrentTime", () => random.pick(["2026-03-01T12:00:00Z", "2026-01-01T00:00:00Z", "2027-06-30"])],
    ["aws:EpochTime", () => random.pick(["1767225600", "1800000000"])],
    ["aws:MultiFactorAuthPresent", () => random.pick(["true", "false"])],
    ["aws:MultiFactorAuthAge", () => random.pick(["10", "300", "300.0", "-1"])],
    ["aws:UserAgent", () => random.pick(["curl/8.5", "Curl/8.5", "*", ""])],
    ["aws:PrincipalTag/team", () => random.pick(["red", "Red", "blue", "r*", "re?", "a/b", ""])],
    [
      "aws:SourceArn",
      () => random.pick(["arn:aws:sns:eu-west-1:111111111111:a:b", "arn:aws:s3:::shop", "shop"]),
    ],
    ["aws:TagKeys", () => random.some(0, 3, () => random.pick(["team", "env", "cost", ""]))],
  ];
  return Object.fromEntries(some.filter(() => random.chance(0.6)).map(([key, value]) => [key, value()]));
}
