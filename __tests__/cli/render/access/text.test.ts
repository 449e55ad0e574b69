import { matrixText } from "../../../../cli/render/access/text";
import type { AccessMatrix } from "../../../../terraform/access/matrix";
import { matrix } from "./matrices";

const principals = ["anonymous", "signed-in", "group:admin", "group:clerk", "iam:warehouse"];
const open = { authorization: "NONE", cells: ["yes", "yes", "yes", "yes", "yes"] } as const;

function lines(of: AccessMatrix, { verbose = false, width = Number.POSITIVE_INFINITY } = {}): string[] {
  return matrixText(of, { positions: new Map(), verbose, width }).split("\n");
}

test("each API has a table of its own, under its name, kind, address and place", () => {
  const store = { apiName: "store", apiAddress: "aws_api_gateway_rest_api.store" } as const;
  const billing = {
    apiName: "billing",
    apiAddress: "aws_apigatewayv2_api.billing",
    kind: "http",
    stage: "live",
  } as const;
  const of = matrix(principals, {
    "GET /pets": { ...store, ...open },
    "GET /bills": { ...billing, cells: ["no", "yes", "yes", "no", "no"] },
  });
  const positions = new Map([["aws_apigatewayv2_api.billing", { file: "infra/billing.tf", line: 7 }]]);
  expect(matrixText(of, { positions, width: 200 }).split("\n")).toEqual([
    "2 routes of 2 APIs: 1 open, 1 locked (iam); 0 warnings",
    "",
    "billing (HTTP API, stage live)  aws_apigatewayv2_api.billing  infra/billing.tf:7",
    "                   anonymous  signed-in +1",
    "GET  /bills  iam   ·          yes",
    "signed-in +1: also group:admin",
    "denied on every route here: group:clerk, iam:warehouse",
    "calls are not counted or limited by caller: an HTTP API has no API keys and no usage plans",
    "",
    "store (REST API)  aws_api_gateway_rest_api.store",
    "                   everyone",
    "GET  /pets  none   yes",
    "",
    "yes allowed   · denied",
    "everyone: anonymous, signed-in, group:admin, group:clerk, iam:warehouse",
    "Why one answer is so: add --why 'METHOD /path' --as WHO",
    "",
  ]);
});

test("signed-in has no column without a user pool, unless it may do more than anonymous", () => {
  const callers = ["anonymous", "signed-in", "token:issuer.example"];
  const of = matrix(callers, {
    "GET /open": { cells: ["yes", "yes", "yes"], apiAddress: "a", apiName: "a" },
    "GET /token": { cells: ["no", "no", "yes"], apiAddress: "b", apiName: "b" },
    "GET /claims": { cells: ["no", "?", "yes"], apiAddress: "c", apiName: "c" },
  });
  const headings = (shown: string[]) => shown.flatMap((line) => /^ +(\w.*[^:])$/.exec(line)?.[1] ?? []);
  expect(headings(lines({ ...of, withoutUsers: true }))).toEqual([
    "everyone",
    "anonymous   issuer.example",
    "anonymous  signed-in   issuer.example",
  ]);
  expect(lines({ ...of, withoutUsers: true })).toContain("everyone: anonymous, token:issuer.example");
  expect(headings(lines(of))).toEqual([
    "everyone",
    "anonymous  signed-in   issuer.example",
    "anonymous  signed-in   issuer.example",
  ]);
});

test("an API without a known name is called by its address, once", () => {
  const address = "aws_api_gateway_rest_api.shop";
  expect(lines(matrix(principals, { "GET /pets": { ...open, apiName: address } }))[2]).toBe(
    `${address} (REST API)`,
  );
});

test("function URLs stand in one table, by their functions", () => {
  const url = (name: string, api = name) => ({
    ...open,
    kind: "url" as const,
    api,
    apiName: name,
    apiAddress: api,
  });
  const of = matrix(principals, { "GET /pets": { ...open, api: "shop" } });
  const urls = ["mail", "report"].flatMap((name) => matrix(principals, { "ANY $default": url(name) }).routes);
  const shown = lines({ ...of, routes: [...of.routes, ...urls] });
  expect(shown[0]).toBe("3 routes of 1 API and 2 function URLs: 3 open; 0 warnings");
  const at = shown.indexOf("function URLs");
  expect(shown.slice(at + 1, at + 4)).toEqual([
    "                    everyone",
    "ANY  mail    none   yes",
    "ANY  report  none   yes",
  ]);
});

test("a lock that is not known is unknown, whatever stands in for it", () => {
  const of = matrix(principals, {
    "GET /pets": {
      authorization: "AWS_IAM",
      unknown: "var.lock has no value",
      cells: ["?", "?", "?", "?", "?"],
    },
  });
  expect(lines(of)[0]).toBe("1 route: 1 unknown; 0 warnings");
  expect(lines(of).slice(3, 5)).toEqual(["                      everyone", "GET  /pets  unknown   ?"]);
  expect(lines(of)).toContain(`everyone: ${principals.join(", ")}`);
});

test("routes stand in the order of the resource tree", () => {
  const paths = ["/pets-of-others", "/pets/{id}", "/", "/pets", "/pets/{id}/photos"];
  const of = matrix(principals, Object.fromEntries(paths.map((path) => [`GET ${path}`, open])));
  const shown = lines(of).flatMap((line) => /^GET {2}(\S+)/.exec(line)?.[1] ?? []);
  expect(shown).toEqual(["/", "/pets", "/pets/{id}", "/pets/{id}/photos", "/pets-of-others"]);
});

test("what a request needs beside credentials is a sign of its own, with its meaning below", () => {
  const of = matrix(["anonymous", "signed-in", "group:admin"], {
    "GET /a": { cells: ["no", "yes api-key", "yes api-key vpc-endpoint:vpce-1"] },
    "GET /b": { cells: ["no", "no", "yes address-range:10.0.0.0/8"] },
  });
  expect(lines(of)).toEqual(
    expect.arrayContaining([
      "GET  /a  iam   ·          key         if1",
      "GET  /b  iam   ·          ·           if2",
      "key allowed with an API key   if1 allowed with an API key and through the VPC endpoint vpce-1   " +
        "if2 allowed from 10.0.0.0/8   · denied",
    ]),
  );
});

test("paths have lines of their own where the columns do not fit beside them", () => {
  const of = matrix(principals, {
    "GET /a-rather-long-name/of-a-resource": { cells: ["no", "yes", "yes", "?", "no"] },
    "POST /a-rather-long-name/of-a-resource": { cells: ["no", "no", "yes", "?", "yes"] },
    "GET /short": open,
  });
  expect(lines(of, { width: 70 }).slice(3, 11)).toEqual([
    "                                      group:         iam:",
    "               anonymous  signed-in   admin  clerk   warehouse",
    "/a-rather-long-name/of-a-resource",
    "  GET   iam    ·          yes         yes    ?       ·",
    "  POST  iam    ·          ·           yes    ?       yes",
    "/short",
    "  GET   none   yes        yes         yes    yes     yes",
    "",
  ]);
  expect(lines(of).some((line) => line.startsWith("POST  /a-rather-long-name/of-a-resource  iam "))).toBe(
    true,
  );
});

test("a table that is still too wide goes on below, with the same routes", () => {
  const many = Array.from({ length: 12 }, (_, index) => `iam:system-${index}`);
  const cells = (at: number) => ["no", ...many.map((_, index) => (index === at ? "yes" : "no"))];
  const of = matrix(
    ["anonymous", ...many],
    Object.fromEntries(many.map((_, at) => [`GET /${at}`, { cells: cells(at) }])),
  );
  const shown = lines(of, { width: 60 });
  expect(Math.max(...shown.map((line) => line.length))).toBeLessThanOrEqual(60);
  expect(shown.filter((line) => line.startsWith("/7")).length).toBeGreaterThan(1);
  for (const name of many) expect(shown.join("\n")).toContain(name.slice("iam:".length));
});

test.each([80, 120, 200])("300 routes of three APIs and twenty callers fit into %i characters", (width) => {
  const callers = [
    "anonymous",
    "signed-in",
    ...Array.from({ length: 18 }, (_, index) => `group:team-${index}`),
  ];
  const routes = ["store", "billing", "back-office"].flatMap((api, at) =>
    Array.from({ length: 100 }, (_, index) => {
      const path = `/${index % 9 === 0 ? "resources-of-a-rather-long-kind" : "things"}/${index}/{id}`;
      const cells = callers.map((_, column) =>
        column > 1 && (index + column * at) % 5 === 0 ? "yes" : "no",
      );
      const apiAddress = `module.${api}.module.gateway.aws_api_gateway_rest_api.this`;
      return [`GET ${path}`, { cells, api, apiName: api, apiAddress }] as const;
    }),
  );
  const of = {
    ...matrix(callers, {}),
    routes: routes.flatMap(([name, route]) => matrix(callers, { [name]: route }).routes),
  };
  const positions = new Map([
    [
      "module.billing.module.gateway.aws_api_gateway_rest_api.this",
      { file: "modules/gateway/api.tf", line: 1 },
    ],
  ]);
  const [summary = "", ...shown] = matrixText(of, { positions, width }).split("\n");
  expect(summary).toBe("300 routes of 3 APIs: 220 locked (iam), 80 closed to everyone; 0 warnings");
  expect(Math.max(...shown.map((line) => line.length))).toBeLessThanOrEqual(width);
  // Callers who may do the same share a column, so that each route is in one line.
  expect(shown.filter((line) => /^(GET {2}\/| {2}GET )/.test(line)).length).toBeLessThanOrEqual(600);
});

test("equal warnings are one, with its places; the first ones of many", () => {
  const notes = Array.from({ length: 7 }, (_, index) => ({
    address: `aws_lambda_permission.p${index}`,
    message: "it has no source_arn",
  }));
  const of = matrix(principals, { "GET /pets": open }, [...notes, ...notes.slice(0, 1)]);
  expect(lines(of)[0]).toBe("1 route: 1 open; 1 warning");
  const at = lines(of).indexOf("! aws_lambda_permission: it has no source_arn (7 times)");
  expect(lines(of).slice(at + 1)).toEqual([
    ...notes.slice(0, 5).map(({ address }) => `    ${address}`),
    "    … and 2 more; --verbose lists them",
    "",
  ]);
  expect(lines(of, { verbose: true }).slice(at + 1)).toEqual([
    ...notes.map(({ address }) => `    ${address}`),
    "",
  ]);
});

test("a lock and a kind of caller of one name are told apart, in tables that have both", () => {
  const http = { kind: "http", apiAddress: "a" } as const;
  const callers = ["anonymous", "group:user", "jwt:buyer"];
  const account = { ...http, authorization: "JWT", cells: ["no", "yes", "no"] } as const;
  const partner = { ...http, authorization: "CUSTOM", cells: ["no", "no", "yes"] } as const;
  const told =
    "the lock jwt is a JWT authorizer; tokens of callers jwt:ROLE go to the Lambda authorizer, the lock lambda";
  expect(lines(matrix(callers, { "GET /account": account, "GET /partner": partner }))).toContain(told);
  expect(lines(matrix(callers, { "GET /account": account }))).not.toContain(told);
  expect(lines(matrix(callers, { "GET /partner": partner }))).not.toContain(told);
});
