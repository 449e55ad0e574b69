import { inFork, withForkImports } from "../../../quality/package/fork";

test.each([
  ["cdktf", "cdktn"],
  ["cdktf/lib/testing/adapters/jest", "cdktn/lib/testing/adapters/jest"],
  ["@cdktf/provider-aws", "@cdktn/provider-aws"],
  ["@cdktf/provider-aws/lib/iam-role", "@cdktn/provider-aws/lib/iam-role"],
  ["@cdktf/hcl2json", "@cdktf/hcl2json"],
  ["@cdktf/provider-aws-adapter", "@cdktf/provider-aws-adapter"],
  ["cdktf-cli", "cdktf-cli"],
  ["./cdktf", "./cdktf"],
  ["constructs", "constructs"],
])("%s is %s in the fork", (specifier, renamed) => {
  expect(inFork(specifier)).toBe(renamed);
});

test.each([
  ['import { App } from "cdktf";', 'import { App } from "cdktn";'],
  ["import 'cdktf';", "import 'cdktn';"],
  ['export * from "cdktf";', 'export * from "cdktn";'],
  ['of(stack: import("cdktf").TerraformStack): void;', 'of(stack: import("cdktn").TerraformStack): void;'],
  ['const { App } = require("cdktf");', 'const { App } = require("cdktn");'],
  [
    'require.resolve("@cdktf/provider-aws/package.json")',
    'require.resolve("@cdktn/provider-aws/package.json")',
  ],
  ['import {\n  IamRole,\n} from "@cdktf/provider-aws/lib/iam-role";', undefined],
  ['const kind = "cdktf";', 'const kind = "cdktf";'],
  ['import { a } from "./b"; // "cdktf"', 'import { a } from "./b"; // "cdktf"'],
])("%j", (text, renamed = text.replace("@cdktf", "@cdktn")) => {
  expect(withForkImports(text)).toBe(renamed);
});
