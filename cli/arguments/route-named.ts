import { routeAnswering, sideOf } from "../../terraform/access/difference";
import type { AccessMatrix, MatrixRoute } from "../../terraform/access/matrix";
import { UsageError } from "../error";
import { pathOf, titleOf } from "../render/access/view";
import { nearest } from "./nearest";

/** What --why may mean: `GET /pets`, or after the name of an API and its stage, `store live GET /pets`. */
interface Asked {
  /** Empty where no API is named. */
  readonly place: string;
  readonly method: string;
  readonly path: string;
}

/** The forms that an error names. */
const FORMS = "'METHOD /path', or with the API and its stage, 'API METHOD /path' or 'API STAGE METHOD /path'";

/** Names that an error lists. */
const LISTED = 12;

/**
 * The route that --why names: as any report prints it, in Markdown with its escapes, or by a request that it answers,
 * `GET /pets/7`. Where there are several APIs or stages, their names, titles or addresses may stand before it.
 *
 * @throws UsageError `ROUTE_UNKNOWN`, `ROUTE_AMBIGUOUS`; its message has one name a line, the nearest first
 */
export function routeNamed(matrix: AccessMatrix, text: string): MatrixRoute {
  const readings = [...new Set([text, unescaped(text)])].flatMap((one) => readingsOf(one.trim()));
  const named = distinct(readings.flatMap((asked) => matrix.routes.filter((route) => isNamed(route, asked))));
  const found = named.length > 0 ? named : distinct(readings.flatMap((asked) => answering(matrix, asked)));
  const [first, second] = found;
  if (first && !second) return first;
  const names = nearest(text, (second ? found : matrix.routes).map(nameOf));
  const more = names.length - LISTED;
  const lines = [...names.slice(0, LISTED), ...(more > 0 ? [`… and ${more} more`] : [])];
  throw second
    ? new UsageError(
        "ROUTE_AMBIGUOUS",
        [`"${text}" is a route of several APIs or stages; expected one of:`, ...lines].join("\n"),
      )
    : new UsageError(
        "ROUTE_UNKNOWN",
        [`No route answers "${text}"; expected ${FORMS}; there are:`, ...lines].join("\n"),
      );
}

/** A name may have words like a method: each of them is tried as the method. */
function readingsOf(text: string): readonly Asked[] {
  const words = [...text.matchAll(/\S+/g)];
  return words.flatMap((word): Asked[] => {
    const path = text.slice(word.index + word[0].length).trim();
    if (path === "" || !/^[A-Za-z]+$/.test(word[0])) return [];
    return [{ place: spaced(text.slice(0, word.index)), method: word[0].toUpperCase(), path }];
  });
}

/** A function URL is named by its function, which stands in the place of its path. */
function isNamed(route: MatrixRoute, { method, path, place }: Asked): boolean {
  if (route.method !== method) return false;
  if (route.kind === "url" && place === "" && namesOf(route).includes(path)) return true;
  return route.path === path && (place === "" || namesOf(route).includes(place));
}

/**
 * The routes that answer a request, one of each API and stage. A function URL answers at every path, and `$default` may:
 * the one must be named, the other asked for a path.
 */
function answering(matrix: AccessMatrix, { method, path, place }: Asked): readonly MatrixRoute[] {
  const asked = matrix.routes.filter((route) => {
    if (route.kind !== "websocket" && !path.startsWith("/")) return false;
    return place === "" ? route.kind !== "url" : namesOf(route).includes(place);
  });
  const ofEach = new Map(asked.map((route) => [`${route.apiAddress}\n${route.stage ?? ""}`, route]));
  const side = sideOf({ ...matrix, routes: asked });
  return [...ofEach.values()].flatMap((route) => routeAnswering(side, { ...route, path }, method) ?? []);
}

/** What an API and its stage are called in reports, with and without what tells it from others. */
function namesOf(route: MatrixRoute): readonly string[] {
  const { api = route.apiName, apiAddress, apiName, stage } = route;
  const names = [api, apiName, apiAddress];
  return [
    ...names,
    ...(stage === undefined
      ? []
      : [stage, ...names.flatMap((name) => [`${name} ${stage}`, `${name}, ${stage}`])]),
    titleOf(route),
    `${titleOf(route)} ${apiAddress}`,
  ].map(spaced);
}

/** A table has two spaces between the title and the address. */
function spaced(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

/** As the table prints it, and behind the API's name and stage where there are several. */
function nameOf(route: MatrixRoute): string {
  const { api, kind, method, stage } = route;
  if (kind === "url") return `${method} ${pathOf(route)}`;
  return [api, stage, method, route.path].filter((part) => part !== undefined).join(" ");
}

function distinct(routes: readonly MatrixRoute[]): readonly MatrixRoute[] {
  return [...new Set(routes)];
}

/** The text that `escaped()` of cli/render/markdown.ts wrote; it is not loaded for tables. */
function unescaped(markdown: string): string {
  return markdown
    .replace(/\\([\\`*_{}[\]|~#!+>.)-])|`/g, "$1")
    .replace(/&lt;/g, "<")
    .replace(/&amp;/g, "&");
}
