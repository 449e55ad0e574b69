import type { ComparedSide } from "../../../../terraform/access/difference";
import { type Evidence, NO_EVIDENCE } from "../../../../terraform/access/matrix/evidence";
import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
import { readModel } from "../../../../terraform/read";
import { resolveTerraform } from "../../../../terraform/sources";
import type { Resources } from "../../build/people";
import { type Methods, shopDocument } from "../../build/shop";

/** One side of a comparison: the shop with these methods and resources, as a reviewer's reader reads it. */
export function side(
  methods: Methods,
  resources: Resources = {},
  evidence: Evidence = NO_EVIDENCE,
): ComparedSide {
  return sideOf([{ name: "shop", document: shopDocument(methods, resources) }], evidence);
}

export function sideOf(
  stacks: readonly { readonly name: string; readonly document: object }[],
  evidence: Evidence = NO_EVIDENCE,
): ComparedSide {
  const resolved = resolveTerraform({ kind: "stacks", stacks });
  const model = readModel(resolved);
  return { model, evidence, resources: resolved.resources, matrix: accessMatrix(model, evidence) };
}
