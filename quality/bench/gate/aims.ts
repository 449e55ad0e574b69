import type { Kind } from "./call";

/** Least calls in a second, relative to a bare server. */
export const LEAST = { public: 0.5, bearer: 0.5, signed: 0.5, stored: 0.2 } as const satisfies Partial<
  Record<Kind, number>
>;

/** What holds a kind of call below its aim, and what was tried. */
export const HELD_BY: Readonly<Record<keyof typeof LEAST, string>> = {
  public: "",
  bearer: "",
  signed: "",
  stored: "",
};
