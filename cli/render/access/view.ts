import { LOCKS } from "../../../terraform/access/decide";
import type { AccessMatrix, MatrixRoute } from "../../../terraform/access/matrix";
import type { ApiKind } from "../../../terraform/model";
import { type Position, type Positions, positionOf } from "../../../terraform/sources";
import { groupedNotices, type RepeatedNotice, withSubject } from "../notices";
import { type Column, columnsOf, sharedColumns, shownColumns } from "./columns";
import { leftLines } from "./left-to-backend";
import { type Marks, marksOf } from "./marks";
import { inTreeOrder } from "./order";
import { summaryOf } from "./summary";

/** What every format of the matrix shows. */
export interface AccessView {
  /** One line. */
  readonly summary: string;
  readonly sections: readonly ApiSection[];
  readonly marks: Marks;
  /** Who everyone is, where a table has that column. */
  readonly everyone: readonly string[];
  readonly warnings: readonly RepeatedNotice[];
}

/** The routes of one API on one stage; of all function URLs, which have one route each. */
export interface ApiSection {
  /** `petstore (REST API, stage live)` */
  readonly title: string;
  /** Absent where the title is the address, and of function URLs. */
  readonly address?: string;
  readonly position?: Position;
  readonly columns: readonly Column[];
  /**
   * What stands below the table: whom a shared column is of, who may call none of these routes, and what API Gateway
   * does not check.
   */
  readonly below: readonly string[];
  readonly routes: readonly MatrixRoute[];
}

const KINDS: Readonly<Record<ApiKind, string>> = {
  rest: "REST API",
  http: "HTTP API",
  websocket: "WebSocket API",
  url: "function URL",
};

/** @param positions of blocks, where HCL was read */
export function viewOf(matrix: AccessMatrix, positions: Positions): AccessView {
  const marks = marksOf(matrix.routes);
  const warnings = groupedNotices(matrix.notes, positions).map(withSubject);
  const sections = byApi(inTreeOrder(matrix.routes)).map((routes) =>
    sectionOf(routes, { columns: columnsOf(matrix, routes, marks), matrix, positions }),
  );
  const everyone = sections.flatMap(({ columns }) => columns.find(({ ofEveryone }) => ofEveryone) ?? [])[0];
  return {
    summary: summaryOf(matrix.routes, warnings.length),
    sections,
    marks,
    everyone: everyone ? [`everyone: ${[everyone.principal, ...everyone.others].join(", ")}`] : [],
    warnings,
  };
}

function byApi(routes: readonly MatrixRoute[]): MatrixRoute[][] {
  const sections = new Map<string, MatrixRoute[]>();
  const isUrl = ({ kind }: MatrixRoute) => kind === "url";
  for (const route of [...routes.filter((one) => !isUrl(one)), ...routes.filter(isUrl)]) {
    const key = isUrl(route) ? route.kind : `${route.apiAddress} ${route.stage ?? ""}`;
    const section = sections.get(key);
    if (section) section.push(route);
    else sections.set(key, [route]);
  }
  return [...sections.values()];
}

function sectionOf(
  routes: readonly MatrixRoute[],
  {
    columns,
    matrix,
    positions,
  }: { readonly columns: readonly Column[]; readonly matrix: AccessMatrix; readonly positions: Positions },
): ApiSection {
  const [route] = routes as [MatrixRoute, ...MatrixRoute[]];
  const { apiAddress, apiName, kind } = route;
  const { denied, shown } = shownColumns(columns, routes);
  const position = kind === "url" ? undefined : positionOf(positions, apiAddress);
  return {
    title: kind === "url" ? "function URLs" : titleOf(route),
    ...(kind !== "url" && apiAddress !== apiName && { address: apiAddress }),
    ...(position && { position }),
    columns: shown,
    below: [
      ...sharedColumns(shown, matrix.principals),
      ...(denied.length > 0 ? [`denied on every route here: ${denied.join(", ")}`] : []),
      ...(hasTwoJwt(routes, shown) ? [TWO_JWT] : []),
      ...leftLines(routes, pathOf),
      ...(isUnmetered(routes) ? [UNMETERED] : []),
    ],
    routes,
  };
}

const TWO_JWT =
  "the lock jwt is a JWT authorizer; tokens of callers jwt:ROLE go to the Lambda authorizer, the lock lambda";

/** A lock and a kind of caller are both called jwt, and are not each other's. */
function hasTwoJwt(routes: readonly MatrixRoute[], shown: readonly Column[]): boolean {
  return (
    routes.some(({ authorization }) => authorization === "JWT") &&
    routes.some(({ authorization }) => authorization === "CUSTOM") &&
    shown.some(({ others, principal }) => [principal, ...others].some((name) => name.startsWith("jwt:")))
  );
}

const UNMETERED =
  "calls are not counted or limited by caller: an HTTP API has no API keys and no usage plans";

/** An HTTP API with locks. A REST API says by its API keys whose calls are counted. */
function isUnmetered(routes: readonly MatrixRoute[]): boolean {
  return routes.some(
    ({ authorization, kind }) => kind === "http" && LOCKS[authorization].credentials !== "none",
  );
}

/** A function URL answers at every path, and is called by its function. */
export function pathOf({ api, apiName, kind, path }: MatrixRoute): string {
  return kind === "url" ? (api ?? apiName) : path;
}

/** `petstore (REST API, stage live)` */
export function titleOf({ apiName, kind, stage }: MatrixRoute): string {
  return `${apiName} (${[KINDS[kind], ...(stage === undefined ? [] : [`stage ${stage}`])].join(", ")})`;
}
