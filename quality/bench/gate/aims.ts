import type { Kind } from "./call";

/** Least calls in a second, relative to a bare server. */
export const LEAST = { public: 0.5, bearer: 0.5, signed: 0.5, stored: 0.2 } as const satisfies Partial<
  Record<Kind, number>
>;

/** What holds a kind of call below its aim, and what was tried. */
export const HELD_BY: Readonly<Record<keyof typeof LEAST, string>> = {
  public:
    "A function runs in a process of its own (ADR 12, ADR 32), so that a call is read and written twice, and its event and answer are JSON. " +
    "Events and answers of one turn of the event loop are written together; threads took as long as processes.",
  bearer: "As public calls; the token's claims are a third of the event.",
  signed:
    "As public calls; the signature takes two hashes and an HMAC of the call, and the role's policies are evaluated.",
  stored:
    "The AWS SDK in the function takes some 500 µs of the processor for one call of DynamoDB, 25 times what the bare server takes for a " +
    "request: the row with the SDK and no check is the most that any gate could reach on this machine. dynalite takes another 300 µs.",
};
