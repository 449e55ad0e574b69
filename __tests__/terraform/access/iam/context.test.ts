import { Context, type Keys } from "../../../../terraform/access/iam/context";

interface Case {
  readonly layers?: readonly Keys[];
  readonly open?: boolean;
  readonly absent?: RegExp;
  /** By key: its values, `none` where the request has none, `open` where it may have any. */
  readonly says: Readonly<Record<string, readonly string[] | "none" | "open">>;
}

const cases: Readonly<Record<string, Case>> = {
  "a key that is not given": { says: { "aws:x": "none" } },
  "a key that is not given, of an open request": { open: true, says: { "aws:x": "open" } },
  "a key in another case": {
    layers: [{ "aws:SourceIp": "203.0.113.7" }],
    says: { "AWS:sourceip": ["203.0.113.7"] },
  },
  "a key of two layers": {
    layers: [{ "aws:x": "a" }, { "aws:X": ["b", "c"] }],
    says: { "aws:x": ["b", "c"] },
  },
  "a key without values": { layers: [{ "aws:x": [] }], says: { "aws:x": "none" } },
  "a key that is given, and one without values, of an open request": {
    layers: [{ "aws:x": "a", "aws:y": [] }],
    open: true,
    says: { "aws:x": ["a"], "aws:y": "none" },
  },
  "an absent key": { layers: [{ "aws:x": "a" }], absent: /^aws:x$/, says: { "aws:X": "none" } },
  "an absent key of an open request, and another": {
    absent: /^aws:x$/,
    open: true,
    says: { "aws:X": "none", "aws:y": "open" },
  },
  "a tag, where all tags of its kind are given": {
    layers: [{ "aws:RequestTag/*": [], "aws:RequestTag/team": "shop" }],
    open: true,
    says: {
      "aws:RequestTag/team": ["shop"],
      "aws:RequestTag/other": "none",
      "aws:PrincipalTag/team": "open",
    },
  },
};

test.each(Object.entries(cases))("%s", (_, { absent, layers = [], open, says }) => {
  const context = new Context(layers, open, absent);
  const found = Object.keys(says).map((key) => [
    key,
    context.get(key) ?? (context.isOpen(key) ? "open" : "none"),
  ]);
  expect(Object.fromEntries(found)).toEqual(says);
  for (const key of Object.keys(says)) expect(context.isOpen(key)).toBe(says[key] === "open");
});
