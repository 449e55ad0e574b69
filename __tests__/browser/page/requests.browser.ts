import { httpGate } from "../../gateway/http-api/gate";
import { devGate } from "../gates";
import { browser, REX, running, visited } from "./page-of-dev";
import { checks, open, picture, send, visit } from "./visit";

/** Requests that the gate's page sends, and their traces, in a real browser. */

jest.setTimeout(120_000);

test("Bob's signed request is refused, with the check, the rule and the Terraform address", () =>
  visited(async ({ page }) => {
    running.ran();
    await send(page, { caller: "bob (user)", route: "POST /pets", body: REX });
    expect(await page.locator("#request-status").innerText()).toBe("403, refused: access");
    const trace = await checks(page);
    expect(trace).toHaveLength(9);
    expect(trace[4]).toMatch(
      /^Authentication\s+passed\s+Signed under the role arn:.*role\/petstore-dev-user/,
    );
    expect(trace[5]).toMatch(
      /^Access\s+refused\s+No policy of identity\/aws_iam_role\.identities_role-user allows .*POST\/pets\s+identity\/aws_iam_role\.identities_role-user$/,
    );
    expect(trace[6]).toMatch(/^Limits\s+not reached$/);
    expect(running.ran()).toEqual([]);
    await page.setViewportSize({ width: 1200, height: 1180 });
    await page.evaluate(() => scrollTo(0, 0));
    await picture(page, "page");
  }));

test("Alice's is let through, with the event of the function and its result", () =>
  visited(async ({ page }) => {
    await send(page, { caller: "alice (admin)", route: "POST /pets", body: REX });
    expect(await page.locator("#request-status").innerText()).toBe("201, passed");
    expect((await checks(page)).every((check) => /^\w+\s+passed/.test(check))).toBe(true);
    await page.getByText("Function petstore-dev-pets: ok").click();
    const event = page.getByRole("group", { name: "Event of petstore-dev-pets" });
    expect(JSON.parse(await event.innerText())).toMatchObject({ httpMethod: "POST", body: REX });
    const result = page.getByRole("group", { name: "Result of petstore-dev-pets" });
    expect(JSON.parse(await result.innerText())).toMatchObject({ payload: { statusCode: 201 } });
    const answer = page.getByRole("group", { name: "Body of the answer" });
    expect(JSON.parse(await answer.innerText())).toMatchObject({ name: "Rex" });
  }));

test.each<[caller: string, route: string, status: string]>([
  ["Nobody", "GET /pets", "403, refused: authentication"],
  ["alice (admin)", "GET /account", "200, passed"],
  ["bob (user)", "GET /products", "200, passed"],
  ["bob (user)", "POST /products", "401, refused: access"],
  ["partner-admin", "GET /partner/pets", "200, passed"],
  ["partner-user", "POST /partner/pets", "403, refused: access"],
  ["petstore-dev-warehouse", "GET /inventory", "200, passed"],
  ["alice (admin)", "GET /inventory", "403, refused: access"],
])("%s at %s: %s", (caller, route, status) =>
  visited(async ({ page }) => {
    await send(page, { caller, route });
    expect(await page.locator("#request-status").innerText()).toBe(status);
  }),
);

test("the first route that is shown changes nothing, and a chosen one stays when others go", () =>
  visited(async ({ page }) => {
    await open(page, "Request");
    const shown = () => page.locator("#route option:checked").innerText();
    expect(await shown()).toMatch(/^GET /);
    await page.locator("#route").selectOption({ label: "POST /products" });
    try {
      await running.gate.reload({
        ...running.model,
        apis: running.model.apis.map((api) => ({
          ...api,
          methods: api.methods.filter(({ path }) => path !== "/account"),
        })),
      });
      await page.locator("#route option", { hasText: "GET /account" }).waitFor({ state: "detached" });
      expect(await shown()).toBe("POST /products");
    } finally {
      await running.gate.reload(running.model);
    }
  }));

test("a user who must change a temporary password is not offered to be signed in", async () => {
  const users = [
    { username: "erin", groups: ["user"], mustChangePassword: true },
    { username: "bob", groups: ["user"] },
  ] as const;
  const gate = await devGate({ users: () => ({ users, where: "users" }) });
  const { complaints, page } = await visit(browser, gate);
  try {
    await open(page, "Users");
    await page.getByRole("button", { name: "Sign in as bob" }).waitFor();
    expect(await page.getByRole("button", { name: "Sign in as erin" }).count()).toBe(0);
    const erin = await page.getByRole("row").filter({ hasText: "erin" }).innerText();
    expect(erin).toContain("in the app, with the temporary password");
    expect(complaints).toEqual([]);
  } finally {
    await page.context().close();
    await gate.stop();
  }
});

test("requests to an HTTP API have their trace, too", async () => {
  const http = await httpGate();
  const { complaints, page } = await visit(browser, http);
  try {
    await send(page, { caller: "Nobody", route: "GET /shop/pets" });
    expect(await page.locator("#request-status").innerText()).toBe("200, passed");
    await send(page, { caller: "Nobody", route: "GET /shop/pets/{id}", parameters: { id: "a b" } });
    expect(await page.locator("#request-status").innerText()).toBe("401, refused: authentication");
    expect(await page.locator("#request-result h3").innerText()).toBe("GET /shop/pets/a%20b: 401");
    expect(complaints).toEqual([]);
  } finally {
    await page.context().close();
    await http.stop();
  }
});

test.each(["GET /pets", "GET /products", "GET /partner/pets"])(
  "altered credentials of a caller who may call %s are refused",
  (route) =>
    visited(async ({ page }) => {
      const caller = route.includes("partner") ? "partner-admin" : "alice (admin)";
      await open(page, "Request");
      await page.getByLabel("Alter them, as an impostor would").check();
      await send(page, { caller, route });
      expect(await page.locator("#request-status").innerText()).toMatch(/^40[13], refused: authentication$/);
    }),
);
