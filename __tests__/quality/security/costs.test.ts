import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { columns, costOf, type Part, parts } from "../../../quality/security/costs";
import { costsDocument, readIn, switchOf } from "../../../quality/security/costs-document";
import { copies, type Price, prices } from "../../../quality/security/prices";
import { productionResources, type Resources } from "../../../quality/security/production";
import type { Environment } from "../../../stacks/environment";

const folder = mkdtempSync(join(tmpdir(), "costs-"));
afterAll(() => rmSync(folder, { recursive: true }));

const synthesized = new Map<string, Resources>();
function production(settings: Partial<Environment> = {}): Resources {
  const key = JSON.stringify(settings);
  const known = synthesized.get(key);
  if (known) return known;
  const resources = productionResources(join(folder, String(synthesized.size)), settings);
  synthesized.set(key, resources);
  return resources;
}

const units = (part: Part, resources: Resources) =>
  part
    .quantities(resources)
    .flatMap((quantity) => columns.map((column) => quantity[column] ?? 0))
    .reduce((total, amount) => total + amount, 0);

const cost = (part: Part, resources: Resources) =>
  columns.map((column) => costOf(part.quantities(resources), column));

test("docs/costs.md is what the Terraform says", () => {
  const file = join(__dirname, "../../../docs/costs.md");
  const text = costsDocument(production());
  if (process.env.UPDATE_DOCS) writeFileSync(file, text);
  expect(readFileSync(file, "utf8")).toBe(text);
});

describe("a part", () => {
  const switched = parts.filter((part) => part.off);
  const lasting = parts.filter((part) => !part.off);

  test.each(parts.map((part) => [part.name, part] as const))(
    "%s costs something in production",
    (_, part) => {
      expect(units(part, production())).toBeGreaterThan(0);
    },
  );

  test.each(parts.map((part) => [part.name, part] as const))(
    "%s costs nothing where no such resource is: no quantity is typed",
    (_, part) => {
      expect(units(part, {})).toBe(0);
    },
  );

  test.each(switched.map((part) => [part.name, switchOf(part), part] as const))(
    "%s goes with %s",
    (_, __, part) => {
      expect(Object.keys(part.off ?? {})).toHaveLength(1);
      expect(units(part, production({ ...part.with, ...part.off }))).toBe(0);
    },
  );

  test.each(switched.filter((part) => part.with).map((part) => [part.name, part] as const))(
    "%s stays where only what needs it goes",
    (_, part) => {
      expect(cost(part, production(part.with))).toEqual(cost(part, production()));
    },
  );

  test.each(switched.filter((part) => part.with).map((part) => [part.name, part] as const))(
    "%s cannot go alone from under what needs it",
    (_, part) => {
      expect(() => production(part.off)).toThrow(expect.objectContaining({ code: "CONFIG_CLASH" }));
    },
  );

  test("without a switch is one of those that come with every stage", () => {
    expect(lasting.map((part) => part.name)).toEqual([
      "API Gateway, REST",
      "Functions",
      "Functions' own logs",
      "Tables, one read a call",
    ]);
  });
});

test("nothing is left that costs while nobody calls once all switches are off", () => {
  const off = Object.assign({}, ...parts.map((part) => part.off));
  const bare = production(off);
  expect(parts.map((part) => costOf(part.quantities(bare), "idle")).filter((usd) => usd > 0)).toEqual([]);
});

describe("quantities", () => {
  const named = (name: string, resources: Resources) =>
    parts.find((part) => part.name === name)?.quantities(resources);
  const metric = { metric: { metric_name: "Count" } };

  test("a rate's alarm is billed for both its metrics, a plain one for its own", () => {
    const resources = {
      aws_cloudwatch_metric_alarm: {
        rate: { metric_query: [{ expression: "a / b" }, metric, metric] },
        plain: { metric_name: "Errors" },
      },
    };
    expect(named("Alarms, and the metrics they count in the access log", resources)?.[0]).toEqual({
      price: "alarmMetric",
      idle: 3,
    });
  });

  test("rules of all web ACLs are counted, requests once and only before the API", () => {
    const acl = (rules: number) => ({ rule: Array.from({ length: rules }, () => ({})) });
    const web = { "api-prod/aws_wafv2_web_acl.a": acl(2), "identity-prod/aws_wafv2_web_acl.b": acl(3) };
    expect(named("Firewalls", { aws_wafv2_web_acl: web })).toEqual([
      { price: "webAcl", idle: 2 },
      { price: "rule", idle: 5 },
      { price: "inspection", million: 1_000_000 },
    ]);
  });

  test("a method has metrics of its own only where detailed metrics are on", () => {
    const api = (on: boolean) => ({
      aws_api_gateway_method: { a: {}, b: {} },
      aws_api_gateway_method_settings: { all: { settings: { metrics_enabled: on } } },
    });
    expect(named("Metrics of each method", api(true))).toEqual([{ price: "metric", inUse: 10 }]);
    expect(named("Metrics of each method", api(false))).toEqual([{ price: "metric", inUse: 0 }]);
  });
});

describe("prices", () => {
  const all = Object.entries<Price>(prices);

  test.each(all)("%s names AWS's page, and the day of each copy it was read in", (_, price) => {
    expect(price.usd).toBeGreaterThan(0);
    expect(price.page).toMatch(/^https:\/\/aws\.amazon\.com\/[a-z0-9/-]+\/pricing\/([a-z-]+\/)?$/);
    if (price.read === "unverified") return;
    const days = Object.values(price.read);
    expect(days.length).toBeGreaterThan(0);
    for (const day of days) expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
    expect(days).toEqual([...days].sort().reverse());
  });

  test("each copy is at a fixed commit and used", () => {
    const used = new Set(all.flatMap(([, { read }]) => (read === "unverified" ? [] : Object.keys(read))));
    expect([...used].sort()).toEqual(Object.keys(copies).sort());
    for (const { where } of Object.values(copies)) expect(where).toMatch(/\/(blob|tree)\/[0-9a-f]{40}\//);
  });

  test.each<[Price["read"], string]>([
    [{ clarchy: "2026-10-01", watcher: "2025-06-05" }, "2026-10-01 [1], 2025-06-05 [5]"],
    [{ watcher: "2025-06-05" }, "2025-06-05 [5], **old**"],
    [{ chintan: "2026-08-08" }, "2026-08-08 [4], **other region**"],
    ["unverified", "**unverified**"],
  ])("%j is shown as %s", (read, shown) => {
    expect(readIn(read)).toBe(shown);
  });
});
