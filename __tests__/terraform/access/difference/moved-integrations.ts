const LISTENER = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app";
const byRole = (action: string, role: string) => ({
  integration_subtype: action,
  credentials_arn: `arn:aws:iam::123456789012:role/${role}`,
  payload_format_version: "1.0",
});
export const FUNCTION = { integration_uri: "arn:aws:lambda:us-east-1:111111111111:function:shop" };
const queue = byRole("SQS-SendMessage", "one");
export const server = (uri: string, more: object = {}) => ({
  integration_type: "HTTP_PROXY",
  integration_method: "GET",
  integration_uri: uri,
  ...more,
});
const listener = (name: string) =>
  server(`${LISTENER}/${name}`, { connection_type: "VPC_LINK", connection_id: "link" });

/** Integrations of one route of an HTTP API, and what is said where the second takes the place of the first. */
interface Moved {
  readonly base: object;
  readonly head: object;
  /** Absent: nothing. */
  readonly says?: string;
}

/** By what moves. */
export const moved: Readonly<Record<string, Moved>> = {
  "a function, then a call of a service": { base: FUNCTION, head: queue, says: "SQS-SendMessage by" },
  "a call of a service, then a function": { base: queue, head: FUNCTION, says: "function:shop now" },
  "a function, then a listener": { base: FUNCTION, head: listener("one"), says: "listener/app/one now" },
  "another listener": { base: listener("one"), head: listener("two"), says: "listener/app/two now" },
  "another action": {
    base: queue,
    head: byRole("StepFunctions-StartExecution", "one"),
    says: "StepFunctions-StartExecution by",
  },
  "another role": { base: queue, head: byRole("SQS-SendMessage", "two"), says: "role/two now" },
  "another server": {
    base: server("https://a.example/x"),
    head: server("https://b.example/x"),
    says: "https://b.example",
  },
  "another VPC link": {
    base: server("http://a.example", { connection_type: "VPC_LINK", connection_id: "one" }),
    head: server("http://a.example", { connection_type: "VPC_LINK", connection_id: "two" }),
    says: "through two",
  },
  "the same listener with another time-out": {
    base: listener("one"),
    head: { ...listener("one"), timeout_milliseconds: 5000 },
  },
  "the same call of a service": { base: queue, head: { ...queue, description: "the queue" } },
};
