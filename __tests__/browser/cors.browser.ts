import type { Browser } from "playwright-core";
import type { Cors } from "../../constructs/cors/cors";
import { launch, Visitor } from "./chromium";
import { backendGate, petstoreGate, type RunningGate } from "./gates";
import type { PageCall } from "./in-page";
import { LOCKS, type Lock, locksOf, signIn } from "./locks";
import { listen, type Running, servePages } from "./servers";

/** Pages of declared and of foreign origins in a real browser, against the running gate. */

jest.setTimeout(120_000);

let browser: Browser;
let first: Running;
let second: Running;
let third: Running;
let backend: Running;
/** Paths of the requests that the backend received. */
const asked: string[] = [];

const declared = () => [`http://localhost:${first.port}`, `http://127.0.0.1:${second.port}`];
/** Another host, another host with a declared port, another port. */
const foreign = () => [
  `http://127.0.0.1:${first.port}`,
  `http://localhost:${second.port}`,
  `http://127.0.0.1:${third.port}`,
];

beforeAll(async () => {
  [browser, first, second, third] = await Promise.all([launch(), servePages(), servePages(), servePages()]);
  backend = await listen((request, response) => {
    const path = request.url ?? "";
    asked.push(path);
    if (path === "/empty") response.writeHead(204, { "x-total": "0" }).end();
    else if (path === "/broken") response.destroy();
    // The backend allows every origin. The gate must not pass that on.
    else
      response
        .writeHead(path === "/missing" ? 404 : 200, {
          "content-type": "text/plain; charset=utf-8",
          "access-control-allow-origin": "*",
        })
        .end("price: 10.00 $x #end é");
  });
});

afterAll(async () => {
  await browser?.close();
  await Promise.all([first, second, third, backend].map((server) => server?.close()));
});

const visitors = (origins: readonly string[]) =>
  Promise.all(origins.map((origin) => Visitor.at(browser, origin)));
const unreadable = { readable: false, error: expect.stringContaining("Failed to fetch") };
/** Without a header of its own a call goes out before the browser knows whether the page may read the answer. */
const isSimple = ({ headers, credentials }: PageCall) => !headers && !credentials;

describe.each<[string, () => Cors]>([
  ["several origins are declared", () => ({ origins: declared(), exposes: ["X-Amzn-RequestId"] })],
  ["one origin is declared", () => ({ origins: declared().slice(0, 1), exposes: ["X-Amzn-RequestId"] })],
])("%s:", (_, corsOf) => {
  let running: RunningGate;
  let ours: Visitor[];
  let theirs: Visitor[];
  let locks: Record<string, Lock>;
  let several: boolean;

  beforeAll(async () => {
    const cors = corsOf();
    several = cors.origins.length > 1;
    running = await petstoreGate(cors);
    ours = await visitors(cors.origins);
    theirs = await visitors([...foreign(), ...declared().filter((origin) => !cors.origins.includes(origin))]);
    const [page] = ours;
    if (!page) throw new Error("there is no page");
    locks = await locksOf(running, await signIn(page, running));
    expect(Object.keys(locks)).toEqual(LOCKS);
  });
  beforeEach(() => void running.ran());
  afterAll(() => running?.stop());

  test.each(LOCKS)("%s: a declared page reads the success and the refusal", async (name) => {
    const { refusal, status, success } = locks[name] as Lock;
    for (const page of ours) {
      const answer = await page.call(success);
      expect({ origin: page.origin, ...answer }).toMatchObject({ readable: true, status: 200 });
      expect(running.ran()).toHaveLength(1);
      const refused = await page.call(refusal);
      expect({ origin: page.origin, ...refused }).toMatchObject({
        readable: true,
        status,
        body: expect.stringMatching(/^{"message":"/),
        headers: { "x-amzn-requestid": expect.any(String) },
      });
      expect(running.ran()).toEqual([]);
    }
  });

  test.each(LOCKS)("%s: a foreign page reads no success", async (name) => {
    const { success } = locks[name] as Lock;
    for (const page of theirs) {
      expect({ origin: page.origin, ...(await page.call(success)) }).toMatchObject(unreadable);
      // The preflight failed, so the browser never sent the call itself.
      expect(running.ran()).toHaveLength(isSimple(success) ? 1 : 0);
    }
  });

  test.each(LOCKS)("%s: a foreign page's refusal", async (name) => {
    const { refusal, status } = locks[name] as Lock;
    for (const page of theirs) {
      const seen = await page.call(refusal);
      // With several origins, one that the browser sends without asking is readable: its message and nothing else.
      if (several && isSimple(refusal))
        expect(seen).toMatchObject({
          readable: true,
          status,
          body: '{"message":"Missing Authentication Token"}',
        });
      else expect({ origin: page.origin, ...seen }).toMatchObject(unreadable);
      expect(running.ran()).toEqual([]);
    }
  });

  test("what a handler itself refuses is readable by a declared page, and by no other", async () => {
    const { success } = locks.iam as Lock;
    const missing = { ...success, url: `${success.url}/none` };
    for (const page of ours)
      expect(await page.call(missing)).toMatchObject({
        readable: true,
        status: 404,
        body: '{"message":"No such pet"}',
      });
    for (const page of theirs) expect(await page.call(missing)).toMatchObject(unreadable);
  });

  test("a foreign page without CORS sees an answer without status and body", async () => {
    const { success } = locks.public as Lock;
    for (const page of theirs)
      expect(await page.call({ ...success, mode: "no-cors" })).toMatchObject({
        status: 0,
        body: "",
        headers: {},
      });
  });

  test("a page may use the verbs of a path and the headers of the locks, and no others", async () => {
    const { success } = locks.public as Lock;
    for (const page of ours) {
      expect(await page.call({ ...success, method: "DELETE" })).toMatchObject(unreadable);
      expect(await page.call({ ...success, headers: { "x-other": "1" } })).toMatchObject(unreadable);
    }
    expect(running.ran()).toEqual([]);
  });
});

describe.each<[string, () => Cors]>([
  ["several origins", () => ({ origins: declared() })],
  ["one origin", () => ({ origins: declared().slice(0, 1) })],
])("an HTTP backend behind %s", (_, corsOf) => {
  let running: RunningGate;
  let ours: Visitor[];
  let theirs: Visitor[];

  beforeAll(async () => {
    running = await backendGate(corsOf(), `http://127.0.0.1:${backend.port}`);
    ours = await visitors(corsOf().origins);
    theirs = await visitors(foreign());
  });
  beforeEach(() => void asked.splice(0));
  afterAll(() => running?.stop());

  test.each([
    ["/open", 200, "price: 10.00 $x #end é"],
    ["/missing", 404, "price: 10.00 $x #end é"],
    ["/empty", 204, ""],
  ])(
    "%s: its %d is readable by declared pages as it was sent, and by no other",
    async (path, status, body) => {
      const { url } = running.gate.description;
      for (const page of ours)
        expect(await page.call({ url: url + path })).toMatchObject({ readable: true, status, body });
      for (const page of theirs) expect(await page.call({ url: url + path })).toMatchObject(unreadable);
      expect(asked).toHaveLength(ours.length + theirs.length);
    },
  );

  test("a backend that fails is a 5xx that declared pages read", async () => {
    const url = `${running.gate.description.url}/broken`;
    for (const page of ours)
      expect(await page.call({ url })).toMatchObject({
        readable: true,
        status: 504,
        body: expect.stringMatching(/^{"message":"Network error/),
      });
  });

  test("a refusal is readable by declared pages, and the backend is not asked", async () => {
    const { url } = running.gate.description;
    for (const page of ours)
      expect(await page.call({ url: `${url}/signed` })).toMatchObject({ readable: true, status: 403 });
    expect(asked).toEqual([]);
  });
});

test("every page reads with the origin *", async () => {
  const running = await backendGate({ origins: ["*"] }, `http://127.0.0.1:${backend.port}`);
  try {
    const { url } = running.gate.description;
    for (const page of await visitors([...declared(), ...foreign()])) {
      expect(await page.call({ url: `${url}/open` })).toMatchObject({ readable: true, status: 200 });
      expect(await page.call({ url: `${url}/signed` })).toMatchObject({ readable: true, status: 403 });
    }
  } finally {
    await running.stop();
  }
});
