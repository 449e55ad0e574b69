import * as v from "valibot";
import type { UsagePlan } from "../../../terraform/model";
import { controlPlaneOperation } from "../control-plane-operation";
import { badRequest, conflict, notFound } from "../exceptions";
import { planOf } from "../usage-plan";

/** https://docs.aws.amazon.com/apigateway/latest/api/API_CreateUsagePlanKey.html */
export const createUsagePlanKey = controlPlaneOperation({
  name: "CreateUsagePlanKey",
  verb: "POST",
  path: /^\/usageplans\/([^/]+)\/keys$/,
  input: v.object({ keyId: v.optional(v.string(), ""), keyType: v.optional(v.string()) }),
  needs: ({ ids }) => [{ verb: "POST", path: `/usageplans/${ids[0]}/keys`, context: {} }],
  run(call, context) {
    const { keyId, keyType } = call.input;
    const { keys, model } = context;
    const plan = planOf(call, context);
    const key = keys.find(keyId);
    if (keyType !== "API_KEY") throw badRequest("Invalid keyType, expected API_KEY");
    if (!key) throw notFound("API Key");
    const others = model.usagePlans.filter(({ id }) => key.planIds.includes(id));
    if (others.some((other) => other.id === plan.id || sharesStage(other, plan)))
      throw conflict("The API Key is in a usage plan of this stage already");
    keys.put({ ...key, planIds: [...key.planIds, plan.id] });
    return [201, { id: key.id, type: "API_KEY", name: key.name }];
  },
});

function sharesStage(a: UsagePlan, b: UsagePlan): boolean {
  return a.stages.some((one) =>
    b.stages.some((other) => one.apiId === other.apiId && one.stage === other.stage),
  );
}
