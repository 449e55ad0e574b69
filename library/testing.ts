/** `NAME/testing`: matchers of Jest, and of runners with its `expect`, about who may call what. */
import type { ReadTerraform } from "./terraform";

export { type ReadTerraform, type RunWith, readTerraform } from "./terraform";

interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What Jest and Vitest call a matcher on. */
interface MatcherContext {
  readonly isNot?: boolean | undefined;
}

type Outcome = "allow" | "deny";

const WORDS = { allow: "allowed", deny: "denied", unknown: "not known" } as const;

/** For `expect.extend(matchers)` of a runner without a global `expect`. */
export const matchers = {
  toAllow: matcher("allow"),
  toDeny: matcher("deny"),
};

/** An answer that is not known fails either way: `not.toAllow` must not pass where nobody knows. */
function matcher(wanted: Outcome) {
  return function (this: MatcherContext, terraform: unknown, route: string, who: string): MatcherResult {
    const { cell, why } = asRead(terraform).answer(route, who);
    const isNot = this.isNot ?? false;
    const pass = cell.decision === "unknown" ? isNot : cell.decision === wanted;
    const expected = `${isNot ? "not " : ""}${WORDS[wanted]}`;
    return {
      pass,
      message: () =>
        `expected ${route} as ${who} to be ${expected}, and it is ${WORDS[cell.decision]}:\n\n${why}`,
    };
  };
}

function asRead(terraform: unknown): ReadTerraform {
  if (typeof (terraform as Partial<ReadTerraform> | undefined)?.answer === "function")
    return terraform as ReadTerraform;
  throw new TypeError("expected what readTerraform() resolves to, as in expect(await readTerraform(folder))");
}

interface AccessMatchers<R> {
  /**
   * Passes if the Terraform lets the caller make every request of the route. A request may need more than the caller's
   * credentials, such as an API key.
   *
   * @param route `POST /pets`
   * @param who `group:admin`, `anonymous`, …, as the table of `gatehouse access` names callers
   */
  toAllow(route: string, who: string): R;
  /** Passes if the Terraform lets the caller make no request of the route. */
  toDeny(route: string, who: string): R;
}

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: the parameters are those of @types/jest.
    interface Matchers<R, T = {}> extends AccessMatchers<R> {}
  }
}

const found = (globalThis as { readonly expect?: { extend?(added: typeof matchers): void } }).expect;
found?.extend?.(matchers);
