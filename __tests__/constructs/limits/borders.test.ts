import { checkLimits } from "../../../constructs/limits/hold-to-limits";
import { type Document, SynthesizedApp } from "../../../constructs/limits/synthesized-app";
import { FIXED_LIMITS, RAISABLE_LIMITS } from "../../../contract/aws-limits";
import { BORDERS } from "./borders";

function outcome(document: Document, raised = {}): string {
  try {
    return checkLimits(new SynthesizedApp({ api: document }), raised).join("\n");
  } catch (error) {
    return `${(error as { code: string }).code}: ${(error as Error).message}`;
  }
}

describe("a limit that AWS never raises", () => {
  test.each(Object.entries(FIXED_LIMITS))("%s: as much passes, one more is refused", (name, limit) => {
    const of = BORDERS[name as keyof typeof FIXED_LIMITS];
    expect(outcome(of(limit.most))).not.toMatch(/LIMIT_EXCEEDED/);
    const refused = outcome(of(limit.most + 1));
    expect(refused).toMatch(/^LIMIT_EXCEEDED: /);
    // The limit's name, what may be, what is there, where, and the page that says so.
    expect(refused).toContain(`Limit ${name}: ${limit.source}`);
    expect(refused).toContain(`may be ${limit.most.toLocaleString("en-US")} ${limit.unit}`);
    expect(refused).toContain(`found ${limit.most + 1}`);
    expect(refused).toMatch(/aws_\w+|stack "api"/);
  });
});

describe("a limit that AWS raises on request", () => {
  test.each(Object.entries(RAISABLE_LIMITS))(
    "%s: one more is a warning, and none once the number is raised",
    (name, limit) => {
      const of = BORDERS[name as keyof typeof RAISABLE_LIMITS];
      const more = limit.most + 1;
      expect(outcome(of(limit.most))).toBe("");
      const warned = outcome(of(more));
      expect(warned).toMatch(/AWS raises this number on request/);
      expect(warned).toContain(`raisedLimits: { ${name}: ${more} }`);
      expect(outcome(of(more), { [name]: more })).toBe("");
      expect(outcome(of(more + 1), { [name]: more })).toMatch(/^LIMIT_EXCEEDED: .*That is the raised number/);
    },
  );

  test.each(Object.entries(RAISABLE_LIMITS).filter(([, { raised }]) => typeof raised === "object"))(
    "%s: what AWS raises to no more than a last number is refused beyond it",
    (name, { raised }) => {
      const of = BORDERS[name as keyof typeof RAISABLE_LIMITS];
      const { onRequestTo } = raised as { readonly onRequestTo: number };
      expect(outcome(of(onRequestTo))).toMatch(/on request/);
      expect(outcome(of(onRequestTo + 1))).toMatch(/^LIMIT_EXCEEDED: /);
    },
  );
});
