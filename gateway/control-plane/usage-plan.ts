import type { UsagePlan } from "../../terraform/model";
import type { ControlPlaneCall, ControlPlaneContext } from "./control-plane-operation";
import { notFound } from "./exceptions";

/** @throws {ServiceError} `NotFoundException` */
export function planOf(
  { ids: [id] }: Pick<ControlPlaneCall<unknown>, "ids">,
  { model }: ControlPlaneContext,
): UsagePlan {
  const plan = model.usagePlans.find((candidate) => candidate.id === id);
  if (!plan) throw notFound("Usage Plan");
  return plan;
}
