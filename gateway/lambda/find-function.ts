import type { ApiModel } from "../../terraform/model";
import type { LambdaFunction } from "../../terraform/model/function";

export function findFunction(model: Pick<ApiModel, "functions">, arn: string): LambdaFunction | undefined {
  return model.functions.find((candidate) => candidate.arn === arn);
}
