import * as v from "valibot";
import { controlPlaneOperation } from "../control-plane-operation";
import { badRequest } from "../exceptions";
import { planOf } from "../usage-plan";

const DAY_MS = 86_400_000;
/** API Gateway's own limit. */
const MOST_DAYS = 90;

/** https://docs.aws.amazon.com/apigateway/latest/api/API_GetUsage.html */
export const getUsage = controlPlaneOperation({
  name: "GetUsage",
  verb: "GET",
  path: /^\/usageplans\/([^/]+)\/usage$/,
  input: v.object({}),
  needs: ({ ids }) => [{ verb: "GET", path: `/usageplans/${ids[0]}/usage`, context: {} }],
  run(call, context) {
    const { query } = call;
    const { keys, quotas } = context;
    const plan = planOf(call, context);
    const [startDate, endDate] = [query.get("startDate") ?? "", query.get("endDate") ?? ""];
    const days = daysBetween(startDate, endDate);
    const wanted = query.get("keyId");
    const made = keys.all().filter(({ planIds }) => planIds.includes(plan.id));
    const { quota } = plan;
    const values = [...plan.keyIds, ...made.map(({ id }) => id)]
      .filter((id) => quota && (wanted === null || id === wanted))
      .map((id) => [id, days.map((day) => quotas.usage(plan.id, id, quota?.limit ?? 0, day))] as const);
    return [200, { usagePlanId: plan.id, startDate, endDate, values: Object.fromEntries(values) }];
  },
});

/** @throws {ServiceError} `BadRequestException` */
function daysBetween(from: string, to: string): string[] {
  const [first = Number.NaN, last = Number.NaN] = [from, to].map((date) =>
    /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : Number.NaN,
  );
  const count = (last - first) / DAY_MS + 1;
  if (!(count >= 1 && count <= MOST_DAYS))
    throw badRequest("Invalid date range: expected startDate and endDate, up to 90 days");
  return Array.from({ length: count }, (_, i) => new Date(first + i * DAY_MS).toISOString().slice(0, 10));
}
