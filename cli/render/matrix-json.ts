import type { AccessMatrix } from "../../terraform/access/matrix";
import { jsonText } from "./json";
import { sorted } from "./matrix-text";

/** `{"routes":[{"kind","method","path","authorization","cells":[{"principal","decision","reason","source","requires"?}]}]}` */
export function matrixJson(matrix: AccessMatrix): string {
  const routes = sorted(matrix.routes).map(({ api, authorization, cells, kind, method, path, stage }) => ({
    kind,
    ...(api !== undefined && { api }),
    ...(stage !== undefined && { stage }),
    method,
    path,
    authorization,
    cells,
  }));
  return `${jsonText({ routes }, 2)}\n`;
}
