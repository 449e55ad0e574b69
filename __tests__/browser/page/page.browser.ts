import { REX, running, visited } from "./page-of-dev";
import { checks, findings, open, overflow, send, type Visit } from "./visit";

/** The gate's page in a real browser, over dev's own Terraform. */

jest.setTimeout(120_000);

test("the key leaves the address, and a reload keeps it", () =>
  visited(async ({ page }) => {
    expect(page.url()).toBe(`${running.gate.description.endpoint}/_gatehouse#access`);
    await page.reload();
    await page.getByText("12 of 12 routes").waitFor();
    await open(page, "Users");
    await page.goBack();
    await page.reload();
    await page.getByText("12 of 12 routes").waitFor();
  }));

test("without the key the page shows nothing, and takes the key by hand", () =>
  visited(async ({ page }) => {
    const { endpoint, page: place } = running.gate.description;
    await page.goto(`${endpoint}/none`);
    await page.goto(`${endpoint}/_gatehouse`);
    await page.getByRole("heading", { name: "Key needed" }).waitFor();
    expect(await page.getByRole("link", { name: "Users" }).count()).toBe(0);
    await page.getByLabel("Key", { exact: true }).fill("wrong");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("This is not the key of the gate.").waitFor();
    await page.getByLabel("Key", { exact: true }).fill(place?.key ?? "");
    await page.keyboard.press("Enter");
    await page.getByText("12 of 12 routes").waitFor();
  }));

test("each cell of the matrix has a word, a reason and a Terraform address, and leads to its request", () =>
  visited(async ({ page }) => {
    const words = await page.locator("#access-table td .word").allInnerTexts();
    expect(words).toHaveLength(12 * 7);
    expect(new Set(words)).toEqual(new Set(["allowed", "denied", "with key"]));
    await page.getByRole("button", { name: "denied: POST /products as group:user" }).click();
    const dialog = page.getByRole("dialog", { name: "POST /products as group:user: denied" });
    expect(await dialog.innerText()).toContain(
      "The token has none of the scopes of routes/aws_api_gateway_method.api_POST_products_method: petstore/admin",
    );
    await dialog.getByRole("button", { name: "Try this request" }).click();
    expect(await page.locator("#caller option:checked").innerText()).toBe("bob (user)");
    expect(await page.locator("#route option:checked").innerText()).toBe("POST /products");
    expect(await page.locator("#credential").inputValue()).toBe("access-token");
    await open(page, "Access");
    await page.getByRole("searchbox", { name: "Route" }).fill("partner");
    expect(await page.locator("#access-table tbody th").allInnerTexts()).toEqual([
      "GET /partner/pets",
      "POST /partner/pets",
    ]);
    await page.locator("#access-who").selectOption("jwt:user");
    expect(await page.locator("#access-table .word").allInnerTexts()).toEqual(["allowed", "denied"]);
  }));

test("a user signs in by a click, with the client that the app ships", () =>
  visited(async ({ page }) => {
    await open(page, "Users");
    await page.getByRole("button", { name: "Sign in as bob" }).click();
    await page.getByRole("heading", { name: "Signed in as bob with the client app" }).waitFor();
    await page.getByText("Access token", { exact: true }).click();
    const claims = await page.getByRole("group", { name: "Claims of the Access token" }).innerText();
    expect(JSON.parse(claims)).toMatchObject({
      username: "bob",
      client_id: running.gate.description.clientId,
      scope: expect.stringContaining("petstore/user"),
    });
    await page.getByRole("button", { name: "Send a request as bob" }).click();
    expect(await page.locator("#caller option:checked").innerText()).toBe("bob (user)");
  }));

test("a code that Cognito would send appears, and is announced", () =>
  visited(async ({ page }) => {
    await open(page, "Users");
    const { clientId, endpoint } = running.gate.description;
    const response = await fetch(endpoint, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AWSCognitoIdentityProviderService.ForgotPassword",
      },
      body: JSON.stringify({ ClientId: clientId, Username: "bob" }),
    });
    expect(response.status).toBe(200);
    const entry = page.getByRole("row").filter({ hasText: "forgot password" });
    const code = await entry.getByRole("rowheader").innerText();
    expect(code).toMatch(/^\d{6}$/);
    expect(await entry.innerText()).toContain("e-mail to bob@example.com");
    expect(await page.locator("#codes-status").innerText()).toBe(`New code for bob: ${code}`);
  }));

test("calls of other clients come in by themselves, and count against their limits", () =>
  visited(async ({ page }) => {
    await open(page, "Calls");
    const { apiKeys, url } = running.gate.description;
    await fetch(`${url}/pets/live?size=2`, { headers: { "x-api-key": apiKeys[0]?.value ?? "" } });
    await page.locator("#calls-text").fill("/pets/live");
    const first = page.locator("#calls-table tbody tr").first();
    await first.filter({ hasText: "refused: authentication" }).waitFor();
    await first.getByRole("button").click();
    expect(await page.locator("#call h3").innerText()).toBe("GET /dev/pets/live?size=2: 403");
    expect((await checks(page, "#call"))[4]).toContain(
      "routes/aws_api_gateway_method.api_GET_pets_-param-_method",
    );
    await page.getByLabel("Show new calls").uncheck();
    const before = await page.locator("#calls-table tbody tr").count();
    await fetch(`${url}/pets/live`);
    await page.waitForTimeout(1_500);
    expect(await page.locator("#calls-table tbody tr").count()).toBe(before);
    await open(page, "Limits");
    const stage = page.getByRole("row").filter({ hasText: "GET /health" });
    await fetch(`${url}/health`);
    await stage.filter({ hasText: "api/aws_api_gateway_method_settings.live_settings" }).waitFor();
    expect(await stage.innerText()).toContain("200");
  }));

test("a change of the Terraform is followed", () =>
  visited(async ({ page }) => {
    const { model } = running;
    const withoutHealth = {
      ...model,
      apis: model.apis.map((api) => ({
        ...api,
        methods: api.methods.filter(({ path }) => path !== "/health"),
      })),
    };
    try {
      await running.gate.reload(withoutHealth);
      await page.getByText("11 of 11 routes").waitFor();
    } finally {
      await running.gate.reload(model);
    }
    await page.getByText("12 of 12 routes").waitFor();
  }));

test("everything works by keyboard alone", () =>
  visited(async ({ page }) => {
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
    const tabTo = async (text: string, key = "Tab") => {
      for (let i = 0; i < 120; i++) {
        await page.keyboard.press(key);
        if ((await focused()) === text) return;
      }
      throw new Error(`Tab does not lead to ${text}`);
    };
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    await tabTo("with key");
    await page.keyboard.press("Enter");
    await page
      .getByRole("dialog", { name: "GET /inventory as iam:petstore-dev-warehouse: allowed" })
      .waitFor();
    await page.keyboard.press("Escape");
    expect(await focused()).toBe("with key");
    await tabTo("Users", "Shift+Tab");
    await page.keyboard.press("Enter");
    expect(await focused()).toBe("Users");
    await tabTo("Sign in as alice");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: /^Signed in as alice/ }).waitFor();
    expect(await focused()).toMatch(/^Signed in as alice/);
    await tabTo("Send a request as alice");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("route");
    await page.keyboard.type("GET /products");
    await tabTo("Send");
    await page.keyboard.press("Enter");
    await page.locator("#request-status").getByText("200, passed").waitFor();
  }));

describe.each([
  [1280, "light"],
  [1280, "dark"],
  [800, "light"],
  [360, "light"],
  [360, "dark"],
] as const)("at %d px, %s:", (width, colorScheme) => {
  const options = { viewport: { width, height: 740 }, colorScheme };
  const sound = async ({ page }: Visit, view: string) => {
    expect({ view, findings: await findings(page) }).toEqual({ view, findings: [] });
    expect({ view, overflow: await overflow(page) }).toEqual({ view, overflow: 0 });
  };

  test("axe finds nothing in any view, and nothing is wider than the window", () =>
    visited(async (opened) => {
      const { page } = opened;
      await sound(opened, "Access");
      await page.getByRole("button", { name: "allowed: POST /pets as group:admin" }).click();
      await sound(opened, "the reason of a cell");
      await page.getByRole("button", { name: "Close" }).click();
      await send(page, { caller: "bob (user)", route: "POST /pets", body: REX });
      await sound(opened, "a refused request");
      await send(page, { caller: "alice (admin)", route: "POST /pets", body: REX });
      for (const summary of await page.locator("#request-result summary").all()) await summary.click();
      await sound(opened, "a request with its event");
      await open(page, "Calls");
      await page.locator("#calls-table button").first().click();
      await sound(opened, "Calls");
      await open(page, "Users");
      await page.getByRole("button", { name: "Sign in as alice" }).click();
      await page.getByText("ID token", { exact: true }).click();
      await sound(opened, "Users");
      await open(page, "Limits");
      await page.getByLabel("Also those that no call has met").check();
      await page.getByRole("row").filter({ hasText: "GET /health" }).waitFor();
      await sound(opened, "Limits");
      await page.goto(`${running.gate.description.endpoint}/_gatehouse#key=wrong`);
      await page.reload();
      await page.getByRole("heading", { name: "Key needed" }).waitFor();
      await sound(opened, "Key needed");
    }, options));
});
