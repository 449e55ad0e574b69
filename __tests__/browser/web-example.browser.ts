import type { Browser, Page } from "playwright-core";
import { factsOfGate } from "../../cli/client/of-gate";
import { totpCode } from "../../gateway/cognito/totp";
import { written } from "../cli/client/written";
import { launch } from "./chromium";
import { appGate, type RunningGate } from "./gates";
import type { Running } from "./servers";
import {
  add,
  buildWebExample,
  listed,
  PASSWORD,
  pets,
  refuses,
  SECRET,
  says,
  serveWebExample,
  signedIn,
  signIn,
  sound,
  type Visit,
  visit,
} from "./web-example";

/** examples/web: the built app in a real browser, of another origin than the gate. */

// The first run installs the example's packages.
jest.setTimeout(600_000);

let browser: Browser;
let running: RunningGate;
let app: Running;
/** What is served as /amplify_outputs.json; `undefined` where there is none. */
let outputs: string | undefined;

beforeAll(async () => {
  buildWebExample();
  app = await serveWebExample(() => outputs);
  [browser, running] = await Promise.all([launch(), appGate(origin(), listed)]);
  // As `gatehouse client` writes it.
  outputs = written("amplify", factsOfGate(running.model, running.gate.description)).text;
});
afterAll(async () => {
  await browser?.close();
  await running?.stop();
  await app?.close();
});
beforeEach(() => void running.ran());

const origin = () => `http://localhost:${app.port}`;

/** A page of the app, at its own origin unless `at` is another one. */
const visited = (
  use: (page: Page) => Promise<void>,
  { at = origin(), ...options }: Visit & { readonly at?: string } = {},
) => visit(browser, at, use, options);

test("Alice signs in, adds a pet, and sees it", () =>
  visited(async (page) => {
    await signedIn(page, "alice");
    await page.getByText("Signed in as alice, as admin.").waitFor();
    const before = await pets(page);
    expect(running.ran()).toHaveLength(1);
    await add(page, "Rex");
    await says(page, "Rex is added.");
    expect(await pets(page)).toHaveLength(before.length + 1);
    expect(await pets(page)).toContain("Rex");
    // The addition, and the list after it.
    expect(running.ran()).toHaveLength(2);
  }));

test("Bob sees the pets; his addition is refused in words, and the handler does not run", () =>
  visited(async (page) => {
    await signedIn(page, "bob");
    const before = await pets(page);
    running.ran();
    await add(page, "Rex");
    await refuses(page, "Your role may not do this (403).");
    await refuses(
      page,
      /^The API says: User: \S+\/CognitoIdentityCredentials is not authorized to perform: execute-api:Invoke/,
    );
    expect(running.ran()).toEqual([]);
    expect(await pets(page)).toEqual(before);
  }));

test("a pet whose first answer is lost is added once", () =>
  visited(
    async (page) => {
      await signedIn(page, "alice");
      const before = await pets(page);
      let sent = 0;
      await page.route("**/pets", async (route) => {
        if (route.request().method() !== "POST" || sent++ > 0) return route.continue();
        await route.fetch();
        return route.abort("connectionreset");
      });
      await add(page, "Twin");
      await says(page, "Twin is added.");
      expect(sent).toBe(2);
      expect(await pets(page)).toHaveLength(before.length + 1);
    },
    { expected: /net::ERR_CONNECTION_RESET/ },
  ));

test("a pet that is changed on its way is refused, and not taken for a matter of the role", () =>
  visited(async (page) => {
    await signedIn(page, "alice");
    running.ran();
    await page.route("**/pets", (route) =>
      route.request().method() === "POST"
        ? route.continue({ postData: '{"name":"Wolf"}' })
        : route.continue(),
    );
    await add(page, "Rex");
    await refuses(page, "The API refused this (403).");
    await refuses(page, /^The API says: The request signature we calculated does not match/);
    expect(running.ran()).toEqual([]);
  }));

test("at an origin that the API does not allow, the page says why there is no answer", () =>
  visited(
    async (page) => {
      await signIn(page, "bob");
      await refuses(page, /^No answer: .* CORS does not name this page's origin\.$/);
      expect(running.ran()).toEqual([]);
    },
    { at: origin().replace("localhost", "127.0.0.1"), expected: /blocked by CORS policy|net::ERR_FAILED/ },
  ));

test.each([
  ["a wrong password", "alice", "Not-the-password-1"],
  ["a user who does not exist", "mallory", PASSWORD],
])("Mallory is refused: %s", (_, username, password) =>
  visited(async (page) => {
    await signIn(page, username, password);
    await refuses(page, "Incorrect username or password.");
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(running.ran()).toEqual([]);
  }),
);

test("a user without a role is told so, and calls nothing", () =>
  visited(async (page) => {
    await signIn(page, "dave");
    await refuses(page, "Your account has no role in this shop.");
    await page.reload();
    await refuses(page, "Your account has no role in this shop.");
    expect(running.ran()).toEqual([]);
  }));

test("a second factor and a temporary password are asked for", () =>
  visited(async (page) => {
    await signIn(page, "carol");
    const code = page.getByLabel("Code of your authenticator app");
    await code.fill("000000");
    await page.getByRole("button", { name: "Continue" }).click();
    await refuses(page, /^Invalid code/);
    await code.fill(totpCode(SECRET, new Date()));
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("Signed in as carol, as user.").waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await says(page, "You are signed out.");
    await signIn(page, "erin");
    await page.getByLabel("New password, in place of the temporary one").fill(`${PASSWORD}-new`);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("Signed in as erin, as user.").waitFor();
  }));

test("a reload keeps the session, and signing out ends it in the page and in the browser", () =>
  visited(async (page) => {
    await page.getByText("You are signed out.").waitFor();
    await signedIn(page, "bob");
    await page.reload();
    await page.getByText("Signed in as bob, as user.").waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await says(page, "You are signed out.");
    const kept = () => page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
    expect(await kept()).not.toMatch(/Token/);
    running.ran();
    await page.reload();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(running.ran()).toEqual([]);
  }));

test("a session that ended elsewhere is said, and no call is made", () =>
  visited(async (page) => {
    await signedIn(page, "alice");
    running.ran();
    await page.evaluate(() => sessionStorage.clear());
    await add(page, "Rex");
    await refuses(page, "Your session has ended. Sign in again.");
    expect(running.ran()).toEqual([]);
  }));

test("tokens are in the tab alone, and another tab is signed out", () =>
  visited(async (page) => {
    await signedIn(page, "bob");
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toMatch(/[Tt]oken/);
    const other = await page.context().newPage();
    await other.goto(`${origin()}/`);
    await other.getByRole("heading", { name: "Sign in" }).waitFor();
  }));

test("without its configuration the page says what is missing", async () => {
  const kept = outputs;
  outputs = undefined;
  try {
    await visited((page) => refuses(page, /^There is no \/amplify_outputs\.json;/));
  } finally {
    outputs = kept;
  }
});

describe.each([
  [1280, "light"],
  [360, "light"],
  [360, "dark"],
] as const)("at %d px, %s:", (width, colorScheme) => {
  test("axe finds nothing, and nothing is wider than the window", () =>
    visited(
      async (page) => {
        await page.getByRole("heading", { name: "Sign in" }).waitFor();
        await sound(page, "signed out");
        await signIn(page, "carol");
        await page.getByLabel("Code of your authenticator app").waitFor();
        await sound(page, "second factor");
        await page.reload();
        await signedIn(page, "bob");
        await add(page, "Rex");
        await refuses(page, "Your role may not do this (403).");
        await sound(page, "refused");
      },
      { viewport: { width, height: 740 }, colorScheme },
    ));
});

test("everything works by keyboard alone", () =>
  visited(async (page) => {
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    // The page puts the focus into the first field of what it shows.
    await page.keyboard.type("alice");
    await page.keyboard.press("Tab");
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press("Enter");
    await says(page, "You are signed in.");
    await page.keyboard.type("Kim");
    await page.keyboard.press("Enter");
    await says(page, "Kim is added.");
  }));
