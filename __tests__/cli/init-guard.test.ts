import { declarationFiles } from "../../cli/init/declaration";
import { guardText } from "../../cli/init/guard";

test("the gatehouse.json that init writes expects the open routes that it declares", () => {
  const declared = declarationFiles("")["routes.ts"] ?? "";
  const open = [...declared.matchAll(/"(.*)": \{ lock: "public"/g)].map(([, route]) => route);
  const { guard } = JSON.parse(guardText());
  expect(open.length).toBeGreaterThan(0);
  expect(guard.widenings).toEqual(
    open.map((route) => ({ route, principal: "anonymous", reason: expect.stringMatching(/\w+/) })),
  );
});
