import type { Kind } from "./call";
import type { Times } from "./measure";

/** Least calls in a second, relative to a bare server. */
export const LEAST = { public: 0.5, bearer: 0.5, signed: 0.5, stored: 0.2 } as const satisfies Partial<
  Record<Kind, number>
>;
export type AimedKind = keyof typeof LEAST;

/** What a call consists of. */
const WORK: Readonly<Record<AimedKind, string>> = {
  public:
    "The gate finds the route, makes the event, sends it to the function's process (ADR 12, ADR 32), and logs the call. The row with one " +
    "process and no check only sends it.",
  bearer: "As a public call, with the token's claims in the event.",
  signed:
    "As a public call; two hashes and an HMAC verify the signature, and the role's policies are evaluated.",
  stored:
    "The function calls DynamoDB by the AWS SDK. That call goes through the gate as well, which verifies it, and dynalite answers it in the " +
    "store's process. The row with the AWS SDK does without the gate, and its table answers at once.",
};

/** What holds a kind of call below its aim: the processor time that was measured with it. */
export function heldBy(kind: AimedKind, ours: Times | undefined, bare: Times | undefined): string {
  if (ours === undefined || bare === undefined)
    return `${WORK[kind]} How its time is spent is only measured where there is /proc.`;
  return (
    `A call takes ${microseconds(ours.server)} of the processor in the gate, ${microseconds(ours.functions)} in functions` +
    `${ours.store > 0 ? `, ${microseconds(ours.store)} in the table's store` : ""} and ${microseconds(ours.client)} in the client; a call ` +
    `of the bare server ${microseconds(bare.server)} and ${microseconds(bare.client)} in the client. ${WORK[kind]}`
  );
}

function microseconds(value: number): string {
  return `${Math.round(value)} µs`;
}
