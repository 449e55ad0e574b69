import { asksFor, decideByFirewall, inspectsBody } from "../../../gateway/firewall/firewall";
import { makeRequestRates } from "../../../gateway/firewall/rates";
import type {
  Firewall,
  FirewallAction,
  FirewallGroupRule,
  FirewallRule,
  FirewallStatement,
  FirewallStatementRule,
} from "../../../terraform/model";
import { NOW, request } from "./requests";

/** Rules of a web ACL, in their order. */

const get: FirewallStatement = {
  is: "bytes",
  part: { of: "method" },
  search: "GET",
  position: "EXACTLY",
  transformations: [],
};
const put: FirewallStatement = { ...get, search: "PUT" };

function rule(
  name: string,
  kind: "allow" | "block" | "count" | "captcha",
  statement: FirewallStatement = get,
  labels: readonly string[] = [],
): FirewallStatementRule {
  return { kind: "statement", address: "acl", name, action: { kind } as FirewallAction, labels, statement };
}

function group(name: string, rules: readonly FirewallStatementRule[], onlyCounts = false): FirewallGroupRule {
  return { kind: "group", address: "group", name, onlyCounts, labelPrefix: "awswaf:1:rulegroup:g:", rules };
}

function firewall(rules: readonly FirewallRule[], changes: Partial<Firewall> = {}): Firewall {
  return {
    address: "acl",
    name: "front",
    labelPrefix: "awswaf:1:webacl:front:",
    defaultAction: { kind: "allow" },
    bodyLimit: 16_384,
    rules,
    ...changes,
  };
}

const decided = (...rules: FirewallRule[]) => {
  const {
    action,
    counted,
    rule: by,
  } = decideByFirewall(firewall(rules), request(), {
    country: undefined,
    rates: makeRequestRates(),
    now: NOW,
  });
  return [action.kind, by ?? "default", ...counted].join(" ");
};

const label = (key: string): FirewallStatement => ({ is: "label", key, scope: "LABEL" });

test.each<[string, FirewallRule[], string]>([
  ["no rule matches: the default action", [rule("a", "block", put)], "allow default"],
  [
    "the first rule that matches decides",
    [rule("a", "block", put), rule("b", "allow"), rule("c", "block")],
    "allow b",
  ],
  ["a rule that counts decides nothing", [rule("a", "count"), rule("b", "block")], "block b a"],
  [
    "a rule that cannot be evaluated decides nothing",
    [rule("a", "block", { is: "unknown", because: "managed" })],
    "allow default",
  ],
  [
    "a label of a rule before",
    [rule("a", "count", get, ["seen"]), rule("b", "block", label("seen"))],
    "block b a",
  ],
  [
    "a label of a rule that did not match",
    [rule("a", "count", put, ["seen"]), rule("b", "block", label("seen"))],
    "allow default",
  ],
  ["a rule of a group decides", [group("g", [rule("a", "captcha")]), rule("b", "block")], "captcha g/a"],
  [
    "a group that only counts",
    [group("g", [rule("a", "block"), rule("b", "block")], true), rule("c", "block", put)],
    "allow default g/a",
  ],
  [
    "a label of a group is another one than the web ACL's",
    [group("g", [rule("a", "count", get, ["seen"])]), rule("b", "block", label("seen"))],
    "allow default g/a",
  ],
  [
    "a label of a group by its whole name",
    [group("g", [rule("a", "count", get, ["seen"])]), rule("b", "block", label("awswaf:1:rulegroup:g:seen"))],
    "block b g/a",
  ],
])("%s", (_, rules, expected) => {
  expect(decided(...rules)).toBe(expected);
});

test("the default action may block", () => {
  const { action, address } = decideByFirewall(
    firewall([], { defaultAction: { kind: "block" } }),
    request(),
    {
      country: undefined,
      rates: undefined,
      now: NOW,
    },
  );
  expect([action.kind, address]).toEqual(["block", "acl"]);
});

test("it is known whether the body and the country are asked for, at any depth", () => {
  const size: FirewallStatement = {
    is: "size",
    operator: "GT",
    size: 1,
    part: { of: "body", oversize: "CONTINUE" },
    transformations: [],
  };
  const deep = (of: FirewallStatement): FirewallRule =>
    group("g", [
      rule("a", "block", {
        is: "rate",
        limit: 1,
        windowSeconds: 60,
        keys: [],
        of: { is: "not", of: { is: "or", of: [get, of] } },
      }),
    ]);
  expect([inspectsBody(firewall([rule("a", "block")])), inspectsBody(firewall([deep(size)]))]).toEqual([
    false,
    true,
  ]);
  const germany: FirewallStatement = { is: "countries", codes: ["DE"] };
  expect([
    asksFor("countries", firewall([deep(size)])),
    asksFor("countries", firewall([deep(germany)])),
  ]).toEqual([false, true]);
  const own: FirewallStatement = { is: "addresses", ranges: ["192.0.2.0/24"] };
  const other: FirewallStatement = {
    ...own,
    forwarded: { header: "x", position: "FIRST", fallback: "MATCH" },
  };
  expect([own, other].map((of) => asksFor("addresses", firewall([deep(of)])))).toEqual([true, false]);
});
