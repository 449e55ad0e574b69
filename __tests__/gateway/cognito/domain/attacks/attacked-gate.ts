import type { Answer } from "../../../client";
import type { PoolGate } from "../../user-pool/pool-gate";
import { Browser, domainGate } from "../domain-gate";

/** A gate with a browser that is signed in, which starts before the tests of the file. */

export let running: PoolGate;
let now = new Date();
export let signedIn: Browser;
beforeAll(async () => {
  running = await domainGate({}, { now: () => now });
  signedIn = new Browser(running);
  await signedIn.signIn("bob");
});
afterAll(() => running?.stop());
beforeEach(() => {
  now = new Date();
});

/** Nothing of an answer is a code or a token. */
export function expectNothing({ body, headers }: Answer): void {
  const location = String(headers.location ?? "");
  expect(`${location}\n${body}`).not.toMatch(
    /[?&#](code|access_token|id_token)=|eyJ|"(access|id|refresh)_token"/,
  );
}

/** Sets the gate's clock forward until the next test. */
export function later(milliseconds: number): void {
  now = new Date(now.getTime() + milliseconds);
}
