import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { controls } from "../../quality/security/controls";
import { productionResources } from "../../quality/security/production";
import { type Failure, judge, parseWaivers } from "../../quality/security/waivers";

const folder = mkdtempSync(join(tmpdir(), "controls-"));
afterAll(() => rmSync(folder, { recursive: true }));
const resources = productionResources(folder);
const met = controls.filter((control) => control.met);

test.each(met.map((control) => [control.id, control.asks, control] as const))(
  "%s is met: %s",
  (_, __, control) => {
    expect(control.met?.(resources)).toBe(true);
  },
);

test.each(met.map((control) => [control.id, control] as const))("%s is not met by nothing", (_, control) => {
  expect(control.met?.({})).toBe(false);
});

test.each(controls.filter((control) => !control.met).map((control) => [control.id, control] as const))(
  "%s is waived with a reason",
  (_, control) => {
    expect(control.waived?.length).toBeGreaterThan(40);
  },
);

test("each control that reviewers ask for is in the list once", () => {
  const ids = (prefix: string, ...numbers: number[]) => numbers.map((number) => `${prefix}${number}`);
  expect(controls.map((control) => control.id)).toEqual([
    ...ids("APIG", 1, 2, 3, 4, 6),
    ...ids("COG", 1, 2, 4, 7, 8),
    ...ids("APIGateway.", 1, 2, 3, 4, 5, 11),
    ...ids("Cognito.", 1, 2, 3, 4, 5, 6),
    ...ids("Lambda.", 1, 2, 3),
    ...ids("WAF.", 10, 11, 12),
    ...ids("CloudTrail.", 1, 2, 3, 4, 5, 6, 7),
    ...ids("S3.", 5, 8, 9, 13, 14),
    "KMS.4",
  ]);
});

describe("waivers", () => {
  const failure: Failure = {
    check: "CKV_1",
    name: "a check",
    resource: "aws_s3_bucket.logs",
    environment: "prod",
  };

  test("take away what they name, and nothing of another check or resource", () => {
    const waiver = (check: string, resource: string) => ({ check, resource, reason: "x" });
    expect(judge([failure], [waiver("CKV_1", "aws_s3_bucket.*")])).toEqual({
      open: [],
      stale: [],
      waived: 1,
    });
    expect(judge([failure], [waiver("CKV_2", "aws_s3_bucket.*")]).open).toEqual([failure]);
    expect(judge([failure], [waiver("CKV_1", "aws_s3_bucket.log")]).open).toEqual([failure]);
    expect(judge([failure], [waiver("CKV_1", "aws_s3_bucket_logs")]).open).toEqual([failure]);
  });

  test("of environments are for those alone, and stale where one of them needs none", () => {
    const only = (...environments: string[]) => ({
      check: "CKV_1",
      resource: "aws_s3_bucket.*",
      environments,
      reason: "x",
    });
    expect(judge([failure], [only("dev")])).toEqual({ open: [failure], stale: [only("dev")], waived: 0 });
    expect(judge([failure], [only("prod")])).toEqual({ open: [], stale: [], waived: 1 });
    const both = only("dev", "prod");
    expect(judge([failure], [both])).toEqual({ open: [], stale: [both], waived: 1 });
    expect(judge([failure, { ...failure, environment: "dev" }], [both])).toMatchObject({
      open: [],
      stale: [],
    });
    const parsed = (environments: unknown) =>
      parseWaivers(JSON.stringify([{ check: "CKV_1", resource: "*", reason: "x", environments }]));
    expect(() => parsed("dev")).toThrow("no list of names");
    expect(() => parsed([])).toThrow("no environments");
    expect(() => parseWaivers('[{"check":"CKV_1","resource":"*","reason":"x","enviroment":"dev"}]')).toThrow(
      'Waiver 0 has the field "enviroment".',
    );
  });

  test("are stale once nothing fails any more", () => {
    const waiver = { check: "CKV_1", resource: "*", reason: "x" };
    expect(judge([], [waiver]).stale).toEqual([waiver]);
  });

  test("without a reason are no waivers", () => {
    expect(() => parseWaivers('[{"check":"CKV_1","resource":"*","reason":" "}]')).toThrow(
      'Waiver 0 has no "reason".',
    );
    expect(() => parseWaivers("{}")).toThrow("no list");
    const own = parseWaivers(readFileSync(join(__dirname, "../../quality/security/waivers.json"), "utf8"));
    expect(own.length).toBeGreaterThan(5);
  });
});
