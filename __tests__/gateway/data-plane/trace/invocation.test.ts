import type { Invocation } from "../../../../gateway/data-plane/call-record";
import { type Incoming, invokeFor } from "../../../../gateway/data-plane/method-call";

/** What a function got is kept with the call, and so is what it answered. */

async function invoked(event: unknown): Promise<{ readonly sent: string; readonly kept: Invocation }> {
  const invocations: Invocation[] = [];
  let sent = "";
  await invokeFor({ invocations } as unknown as Incoming, "arn:f", event, {
    invoke: async (_, json) => {
      sent = json;
      return { kind: "ok", payload: { answered: true } };
    },
  });
  return { sent, kept: invocations[0] as Invocation };
}

test("an event is kept as the function got it", async () => {
  const { kept, sent } = await invoked({ path: "/pets", body: null, left: undefined });
  expect(kept).toEqual({
    functionArn: "arn:f",
    event: { path: "/pets", body: null },
    result: { kind: "ok", payload: { answered: true } },
  });
  expect(sent).toBe('{"path":"/pets","body":null}');
});

test.each([
  ["a long text", { body: "x".repeat(1_000_000) }],
  ["many texts", Array.from({ length: 1_000 }, () => "x".repeat(8_000))],
])("an event with %s is kept in part, and sent whole", async (_, event) => {
  const { kept, sent } = await invoked(event);
  expect(JSON.stringify(kept.event).length).toBeLessThan(120_000);
  expect(sent).toBe(JSON.stringify(event));
});
