import { summaryOf } from "../../../../cli/render/access/summary";
import { matrix, type RouteOf } from "./matrices";

interface Case {
  readonly name: string;
  readonly routes: readonly RouteOf[];
  readonly warnings?: number;
  readonly says: string;
}

const cases: readonly Case[] = [
  { name: "no route", routes: [], says: "No route of an API is in this Terraform; 0 warnings" },
  {
    name: "no route, where something was not read",
    routes: [],
    warnings: 2,
    says: "No route of an API was read; 2 warnings",
  },
  { name: "an open route", routes: [{ cells: ["yes", "yes"] }], says: "1 route: 1 open; 0 warnings" },
  {
    name: "routes behind locks of several kinds",
    routes: [
      { cells: ["no", "yes"] },
      { cells: ["no", "?"], authorization: "CUSTOM" },
      { cells: ["no", "yes"], authorization: "CUSTOM" },
    ],
    warnings: 1,
    says: "3 routes: 3 locked (1 iam, 2 lambda); 1 warning",
  },
  {
    name: "a route that takes no credentials and needs something else",
    routes: [{ cells: ["yes api-key", "yes api-key"] }],
    says: "1 route: 1 open to those who meet a condition; 0 warnings",
  },
  {
    name: "a route without a caller",
    routes: [{ cells: ["no", "no"] }],
    says: "1 route: 1 closed to everyone; 0 warnings",
  },
  {
    name: "routes of which it is not known whether they are open",
    routes: [{ cells: ["?", "?"] }, { cells: ["?", "yes"] }, { cells: ["yes", "yes"] }],
    says: "3 routes: 1 open, 2 unknown; 0 warnings",
  },
];

test.each(cases)("$name", ({ routes, says, warnings = 0 }) => {
  const named = Object.fromEntries(routes.map((route, index) => [`GET /${index}`, route]));
  expect(summaryOf(matrix(["anonymous", "signed-in"], named).routes, warnings)).toBe(says);
});
