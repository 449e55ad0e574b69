import { ensure } from "../token-verifier/refusal";

/** API Gateway answers 414 by itself beyond this (its limit for a method ARN, in bytes). */
const MAX_LENGTH = 1_600;

/**
 * Anchored at the front. No part before the path may contain `/`, `:` or `*`, so everything that the caller put into
 * the path (colons, slashes, wildcards, another ARN) stays in the path. The path is only checked for `..`.
 */
const METHOD_ARN =
  /^(arn:aws(?:-[a-z]+)*:execute-api:[a-z]{2}(?:-[a-z]+)+-\d{1,2}:\d{12}:[a-zA-Z0-9]+\/(?:[\w-]+|\$default)\/)(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\//;

/**
 * `..` between slashes, in any encoding: the policy would be evaluated for one path, and a backend may resolve
 * it to another.
 */
const CLIMBING =
  /(?:^|[/\\]|%(?:25)*(?:2f|5c))(?:\.|%(?:25)*2e){2}(?:$|[/\\;?#]|%(?:25)*(?:2f|5c|3b|3f|23|00|20))/i;

/**
 * The execution ARN of the stage that a request came to, with its last slash:
 * `arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/`, of an HTTP API also `…/$default/`. What the policy says is
 * appended to it. The form for what the route `$default` takes is not documented, and one without a method is refused.
 *
 * @throws TokenRefused `METHOD_ARN`
 */
export function stageArn(methodArn: unknown): string {
  ensure(typeof methodArn === "string" && methodArn.length <= MAX_LENGTH, "METHOD_ARN");
  const [start = "", stage] = METHOD_ARN.exec(methodArn) ?? [];
  ensure(stage !== undefined && !CLIMBING.test(methodArn.slice(start.length)), "METHOD_ARN");
  return stage;
}
