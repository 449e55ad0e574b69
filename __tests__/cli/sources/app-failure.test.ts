import { appFailure } from "../../../cli/sources/app-failure";

interface Case {
  readonly name: string;
  readonly said: string;
  readonly left: string;
}

const cases: readonly Case[] = [
  {
    name: "an error of ts-node keeps the diagnostics",
    said: `/shop/node_modules/ts-node/src/index.ts:859
    return new TSError(diagnosticText, diagnosticCodes, diagnostics);
           ^
TSError: ⨯ Unable to compile TypeScript:
main.ts(3,7): error TS2322: Type 'number' is not assignable to type 'string'.

    at createTSError (/shop/node_modules/ts-node/src/index.ts:859:12)
    at Module._compile (node:internal/modules/cjs/loader:1554:14) {
  diagnosticCodes: [ 2322 ]
}

Node.js v22.14.0
`,
    left: `TSError: ⨯ Unable to compile TypeScript:
main.ts(3,7): error TS2322: Type 'number' is not assignable to type 'string'.

  diagnosticCodes: [ 2322 ]
}`,
  },
  {
    name: "a line of the project's own source stays",
    said: `/shop/main.ts:3
  throw new Error("no roles");
        ^

Error: no roles
    at build (/shop/main.ts:3:9)
    at node:internal/main/run_main_module:36:49
`,
    left: `/shop/main.ts:3
  throw new Error("no roles");
        ^

Error: no roles
    at build (/shop/main.ts:3:9)`,
  },
  {
    name: "a path of Windows",
    said: "C:\\shop\\node_modules\\p\\x.js:1\r\nvar a=1;\r\n      ^\r\n\r\nError: no lock\r\n    at y (C:\\shop\\node_modules\\p\\x.js:1:7)\r\n",
    left: "Error: no lock",
  },
  {
    name: "an error of this package is its code, its message and the line of the app",
    said: `/shop/node_modules/@gatehouse-dev/gatehouse/dist/constructs.js:12
var a=1;
      ^
DeclarationError: HttpApi "api" has the field "thrott"; the fields are name, access.
    at check (/shop/node_modules/@gatehouse-dev/gatehouse/dist/constructs.js:12:3)
    at Object.<anonymous> (/shop/main.ts:23:13)
    at node:internal/main/run_main_module:36:49 {
  code: 'FIELD_UNKNOWN',
  where: 'HttpApi "api"',
  expected: undefined
}

Node.js v22.14.0
`,
    left: `FIELD_UNKNOWN: HttpApi "api" has the field "thrott"; the fields are name, access.
    at Object.<anonymous> (/shop/main.ts:23:13)`,
  },
  { name: "what is no error of Node.js", said: "warning: a\nrefused\n", left: "warning: a\nrefused" },
];

test.each(cases)("$name", ({ left, said }) => {
  expect(appFailure(said)).toBe(left);
});
