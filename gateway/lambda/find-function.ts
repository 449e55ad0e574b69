import type { ApiModel, LambdaFunction } from "../../terraform/model";

export function findFunction(model: Pick<ApiModel, "functions">, arn: string): LambdaFunction | undefined {
  return model.functions.find((candidate) => candidate.arn === arn);
}
