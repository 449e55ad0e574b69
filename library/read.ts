import { type Answer, answerOf } from "../cli/answer";
import type { GivenValue, RunWith } from "../cli/sources/hcl";
import { rootsAt, withoutNeedlessNames } from "../cli/sources/roots";
import { openSystem } from "../cli/sources/sources";
import { type AccessMatrix, accessMatrix } from "../terraform/access/matrix";
import type { ApiModel } from "../terraform/model";

export type { Answer, GivenValue, RunWith };

/** Terraform that was read. */
export interface ReadTerraform {
  /** What decides who may call what, as plain data, with notices of what could not be read. */
  readonly model: ApiModel;
  /** Every route for every principal. */
  readonly matrix: AccessMatrix;
  /**
   * One answer of the matrix.
   *
   * @param route `POST /pets`; where there are several APIs or stages, behind the name of one
   * @param who `group:admin`, `anonymous`, …; with commas between them, one caller that is several
   * @throws UsageError `ROUTE_UNKNOWN`, `ROUTE_AMBIGUOUS`, `PRINCIPAL_UNKNOWN`, `PRINCIPAL_AMBIGUOUS`, `PRINCIPALS_APART`
   */
  answer(route: string, who: string): Answer;
}

/**
 * Reads Terraform as `gatehouse access` does: folders that cdktf wrote, folders of HCL, and plans and states as
 * `terraform show -json` prints them.
 *
 * @param paths one, or several that are one system, each with a name before it where it needs one: `api=infra/api`
 * @param runWith values of variables, and the workspace: of folders of HCL
 * @throws UsageError, TerraformError with a code and the place
 */
export async function readTerraform(
  paths: string | readonly string[],
  runWith: RunWith = {},
): Promise<ReadTerraform> {
  const [roots] = withoutNeedlessNames([rootsAt(typeof paths === "string" ? [paths] : paths)]);
  const { evidence, model, positions } = await openSystem(roots, runWith);
  const matrix = accessMatrix(model, evidence);
  return {
    model,
    matrix,
    answer: (route, who) => answerOf({ evidence, model, positions }, matrix, { route, who }),
  };
}
