import { declarationFiles } from "../../cli/init/declaration";
import { entriesMissing, guardText } from "../../cli/init/guard";
import { API_KINDS } from "../../cli/init/stack";

test.each(API_KINDS)(
  "the gatehouse.json that init writes for %s expects the open routes that it declares",
  (api) => {
    const declared = declarationFiles("")["routes.ts"] ?? "";
    const open = [...declared.matchAll(/"(.*)": \{ lock: "public"/g)].map(([, route]) => route);
    const { guard } = JSON.parse(guardText(api));
    expect(open.length).toBeGreaterThan(0);
    expect(guard.widenings).toEqual(
      open.map((route) => ({ route, principal: "anonymous", reason: expect.stringMatching(/\w+/) })),
    );
  },
);

test.each(API_KINDS)("of a gatehouse.json that is there, %s names what each list lacks", (api) => {
  const { guard } = JSON.parse(guardText(api));
  const lists = { waivers: guard.waivers, widenings: guard.widenings };
  const parsed = (missing: ReturnType<typeof entriesMissing>) =>
    Object.fromEntries(
      Object.entries(missing).map(([list, lines]) => [list, lines.map((line) => JSON.parse(line))]),
    );
  expect(parsed(entriesMissing(api, '{"roots":["infra"]}'))).toEqual(lists);
  expect(parsed(entriesMissing(api, JSON.stringify({ guard: { widenings: lists.widenings } })))).toEqual({
    ...lists,
    widenings: [],
  });
  expect(entriesMissing(api, guardText(api))).toEqual({ waivers: [], widenings: [] });
});
