import { makeRequestRates } from "../../../gateway/firewall/rates";
import { matches } from "../../../gateway/firewall/statement";
import type { HttpRequest } from "../../../gateway/http/message";
import type { FirewallStatement, ForwardedAddress, RequestPart } from "../../../terraform/model";
import { context, NOW, request } from "./requests";

/** Statements of web ACLs. */

const bytes = (
  part: RequestPart,
  search: string,
  position: "EXACTLY" | "CONTAINS" | "CONTAINS_WORD" | "STARTS_WITH" | "ENDS_WITH" = "EXACTLY",
): FirewallStatement => ({ is: "bytes", part, search, position, transformations: [] });
const size = (
  part: RequestPart,
  operator: "EQ" | "NE" | "LE" | "LT" | "GE" | "GT",
  count: number,
): FirewallStatement => ({ is: "size", part, operator, size: count, transformations: [] });
const header = (name: string): RequestPart => ({ of: "header", name });
const body = (oversize: "CONTINUE" | "MATCH" | "NO_MATCH"): RequestPart => ({ of: "body", oversize });
const addresses = (ranges: readonly string[], forwarded?: ForwardedAddress): FirewallStatement => ({
  is: "addresses",
  ranges,
  ...(forwarded && { forwarded }),
});
const first: ForwardedAddress = { header: "x-forwarded-for", position: "FIRST", fallback: "NO_MATCH" };
const sent = (...headers: HttpRequest["headers"]) => ({ headers });
const yes: FirewallStatement = bytes({ of: "method" }, "GET");
const no: FirewallStatement = bytes({ of: "method" }, "PUT");
const open: FirewallStatement = { is: "unknown", because: "managed" };
const long = { body: Buffer.alloc(16_385, "a") };

// biome-ignore format: one case in one line
const cases: readonly (readonly [name: string, FirewallStatement, Partial<HttpRequest>, boolean | undefined])[] = [
  ["the method", yes, {}, true],
  ["the path as it was sent, with the stage", bytes({ of: "path" }, "/dev/p%65ts"), { path: "/dev/p%65ts" }, true],
  ["the query, without its question mark", bytes({ of: "query" }, "a=1&b"), { query: "a=1&b" }, true],
  ["a header, whatever the case of its name", bytes(header("X-Tenant"), "a"), sent(["x-tenant", "a"]), true],
  ["one of several headers of a name", bytes(header("x-tenant"), "b"), sent(["x-tenant", "a"], ["X-Tenant", "b"]), true],
  ["values have a case", bytes(header("x-tenant"), "A"), sent(["x-tenant", "a"]), false],
  ["a header that is not there", size(header("x-tenant"), "LT", 9), {}, false],
  ["an argument, whatever the case of its name", bytes({ of: "argument", name: "Id" }, "7"), { query: "x=1&ID=7" }, true],
  ["all arguments: one value", bytes({ of: "all-arguments" }, "7"), { query: "x=1&y=7" }, true],
  ["all arguments: names do not count", bytes({ of: "all-arguments" }, "x"), { query: "x=1" }, false],
  ["a cookie", bytes({ of: "cookie", name: "a" }, "1"), sent(["cookie", "b=2; a=1"]), true],
  ["names of headers", bytes({ of: "headers", scope: "KEY", oversize: "CONTINUE" }, "x-a"), sent(["x-a", "1"]), true],
  ["values of headers", bytes({ of: "headers", scope: "VALUE", oversize: "CONTINUE" }, "x-a"), sent(["x-a", "1"]), false],
  ["some headers", bytes({ of: "headers", scope: "VALUE", only: ["X-B"], oversize: "CONTINUE" }, "1"), sent(["x-a", "1"], ["x-b", "2"]), false],
  ["all headers but some", bytes({ of: "headers", scope: "VALUE", except: ["X-A"], oversize: "CONTINUE" }, "1"), sent(["x-a", "1"], ["x-b", "2"]), false],
  ["too many headers", bytes({ of: "headers", scope: "ALL", oversize: "MATCH" }, "none"), { headers: Array.from({ length: 201 }, (_, i) => [`x-${i}`, "1"] as const) }, true],
  ["the body", bytes(body("CONTINUE"), "é", "CONTAINS"), { body: Buffer.from("né") }, true],
  ["a body that is larger than what is inspected: its beginning", size(body("CONTINUE"), "EQ", 16_384), long, true],
  ["a body that is larger than what is inspected, as a match", bytes(body("MATCH"), "b"), long, true],
  ["a body that is larger than what is inspected, as none", bytes(body("NO_MATCH"), "a", "CONTAINS"), long, false],
  ["at the beginning", bytes({ of: "path" }, "/dev", "STARTS_WITH"), {}, true],
  ["at the end", bytes({ of: "path" }, "/dev", "ENDS_WITH"), {}, false],
  ["a word", bytes({ of: "path" }, "pets", "CONTAINS_WORD"), { path: "/dev/xpets/pets.json" }, true],
  ["a part of a word", bytes({ of: "path" }, "pets", "CONTAINS_WORD"), { path: "/dev/xpets/pets_1" }, false],
  ["equal in size", size({ of: "query" }, "EQ", 3), { query: "a=1" }, true],
  ["not equal in size", size({ of: "query" }, "NE", 3), { query: "a=1" }, false],
  ["at most", size({ of: "query" }, "LE", 3), { query: "a=1" }, true],
  ["less", size({ of: "query" }, "LT", 3), { query: "a=1" }, false],
  ["at least", size({ of: "query" }, "GE", 3), { query: "a=1" }, true],
  ["more", size({ of: "query" }, "GT", 3), { query: "a=1" }, false],
  ["one of several patterns, in a part of the text", { is: "patterns", patterns: ["^x", "p[ae]ts$"], part: { of: "path" }, transformations: [] }, {}, true],
  ["no pattern", { is: "patterns", patterns: ["^x"], part: { of: "path" }, transformations: [] }, {}, false],
  ["an address in a range", addresses(["198.51.100.0/24", "192.0.2.0/29"]), {}, true],
  ["an address in none", addresses(["192.0.2.8/29"]), {}, false],
  ["an address of IPv6", addresses(["2001:db8::/32"]), { sourceIp: "2001:db8::1" }, true],
  ["a header does not stand for the address", addresses(["198.51.100.0/24"]), sent(["x-forwarded-for", "198.51.100.1"]), false],
  ["the first address in a header, where the rule says so", addresses(["198.51.100.0/24"], first), sent(["x-forwarded-for", "198.51.100.1, 192.0.2.7"]), true],
  ["the last address in a header", addresses(["198.51.100.0/24"], { ...first, position: "LAST" }), sent(["x-forwarded-for", "198.51.100.1, 192.0.2.7"]), false],
  ["any address in a header", addresses(["198.51.100.0/24"], { ...first, position: "ANY" }), sent(["x-forwarded-for", "192.0.2.7"], ["x-forwarded-for", "198.51.100.1"]), true],
  ["without the header, the rule does not apply", addresses(["0.0.0.0/0"], { ...first, fallback: "MATCH" }), {}, false],
  ["a header that is no address: a match where the rule says so", addresses(["198.51.100.0/24"], { ...first, fallback: "MATCH" }), sent(["x-forwarded-for", "nobody"]), true],
  ["a header that is no address: none where the rule says so", addresses(["0.0.0.0/0"], first), sent(["x-forwarded-for", "nobody"]), false],
  ["a country that is not known", { is: "countries", codes: ["DE"] }, {}, undefined],
  ["and: all", { is: "and", of: [yes, yes] }, {}, true],
  ["and: one does not", { is: "and", of: [yes, no] }, {}, false],
  ["and: one cannot be told", { is: "and", of: [yes, open] }, {}, undefined],
  ["and: one does not, whatever the other", { is: "and", of: [open, no] }, {}, false],
  ["or: one does", { is: "or", of: [open, yes] }, {}, true],
  ["or: none does", { is: "or", of: [no, no] }, {}, false],
  ["or: one cannot be told", { is: "or", of: [no, open] }, {}, undefined],
  ["not", { is: "not", of: no }, {}, true],
  ["not: cannot be told", { is: "not", of: open }, {}, undefined],
];

test.each(cases)("%s", (...[, statement, changes, expected]) => {
  expect(matches(statement, context({ request: request(changes) }))).toBe(expected);
});

test("countries are those of the start", () => {
  const statement: FirewallStatement = { is: "countries", codes: ["DE", "FR"] };
  expect(matches(statement, context({ country: "FR" }))).toBe(true);
  expect(matches(statement, context({ country: "US" }))).toBe(false);
});

test("labels are those of the own web ACL, or named whole", () => {
  const label = (key: string, scope: "LABEL" | "NAMESPACE" = "LABEL") =>
    matches(
      { is: "label", key, scope },
      context({ labels: new Set(["awswaf:123456789012:webacl:front:a:b"]) }),
    );
  expect([label("a:b"), label("b"), label("a:", "NAMESPACE"), label("b:", "NAMESPACE")]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect([label("awswaf:123456789012:webacl:front:a:b"), label("awswaf:1:webacl:front:a:b")]).toEqual([
    true,
    false,
  ]);
});

describe("rates", () => {
  const rate = (changes: object = {}) =>
    ({ is: "rate", limit: 2, windowSeconds: 60, keys: [{ by: "address" }], ...changes }) as FirewallStatement;
  const counter = (statement: FirewallStatement) => {
    const rates = makeRequestRates();
    return (changes: Partial<HttpRequest> = {}, seconds = 0) =>
      matches(
        statement,
        context({ rates, request: request(changes), now: new Date(NOW.getTime() + seconds * 1_000) }),
      );
  };

  test("more than the limit within the window match, and each address is counted by itself", () => {
    const ask = counter(rate());
    expect([ask(), ask(), ask(), ask({}, 59)]).toEqual([false, false, true, true]);
    expect(ask({ sourceIp: "192.0.2.8" }, 59)).toBe(false);
    // Of the first minute, the request of its last second is left.
    expect([ask({}, 60), ask({}, 61), ask({}, 200)]).toEqual([false, true, false]);
  });

  test("only requests in the rule's scope count", () => {
    const ask = counter(rate({ of: bytes({ of: "method" }, "POST") }));
    const post = { verb: "POST" };
    expect([ask(), ask(), ask(), ask(post), ask(post), ask(post)]).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  test("by several keys; a request without one of them is not counted", () => {
    const tenant = { by: "text", part: header("x-tenant"), transformations: ["LOWERCASE"] };
    const ask = counter(rate({ keys: [tenant, { by: "method" }] }));
    const of = (name: string) => sent(["x-tenant", name]);
    expect([ask(of("a")), ask(of("A")), ask(of("a"))]).toEqual([false, false, true]);
    expect([ask(of("b")), ask({ ...of("a"), verb: "PUT" }), ask(), ask(), ask()]).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  test("all requests together", () => {
    const ask = counter(rate({ keys: [] }));
    expect([ask(), ask({ sourceIp: "192.0.2.8" }), ask({ sourceIp: "192.0.2.9" })]).toEqual([
      false,
      false,
      true,
    ]);
  });

  test("none match where rates do not matter", () => {
    expect([1, 2, 3].map(() => matches(rate(), context({ rates: undefined })))).toEqual([
      false,
      false,
      false,
    ]);
  });
});
