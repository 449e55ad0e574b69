import { declarationFiles } from "../../cli/init/declaration";
import { guardText } from "../../cli/init/guard";
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
