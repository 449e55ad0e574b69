// Who may import whom, as an allow-list: an import that no rule allows is an error.
const npm = (...names) => names.map((name) => `node_modules/(@types/)?${name}(/|$)`);
const builtin =
  "^(node:)?(assert|async_hooks|buffer|child_process|crypto|events|fs|fs/promises|http|https|module|net|os|path|readline|stream|string_decoder|timers|timers/promises|tty|url|util|v8|worker_threads|zlib)$";
/** Rooms of a folder, lowest first: each may import itself and those before it. A file beside them may import none. */
const rooms = (folder, names) =>
  names.map((name, i) => ({
    from: { path: `^${folder}/${name}/` },
    to: { path: `^${folder}/(${names.slice(0, i + 1).join("|")})/` },
  }));
const pure = "^(node:)?crypto$";

/** Rooms of terraform/, the lowest first. The index of a room is the only file that others may import. */
const terraform = [
  "language/expression",
  "model",
  "types",
  "language/configuration",
  "sources",
  "access/iam",
  "access/requirements",
  "access/decide",
  "read",
  "access/matrix",
  "access/trust",
  "access/difference",
  "access/guard",
];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    // Types count: files that only name each other's types cannot be read one after the other either.
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    ...terraform.map((name) => ({
      name: `only the index of terraform/${name}`,
      severity: "error",
      from: { pathNot: `^terraform/${name}/` },
      to: { path: `^terraform/${name}/`, pathNot: `^terraform/${name}/index\\.ts$` },
    })),
  ],
  allowedSeverity: "error",
  allowed: [
    { from: { path: "^access/" }, to: { path: "^access/" } },
    // Formats and limits that several sides share. Pure, so that all may import it.
    { from: { path: "^contract/" }, to: { path: "^contract/" } },
    {
      from: { path: "^(cli|constructs|functions|gateway|quality|stacks|terraform)/" },
      to: { path: "^contract/" },
    },
    {
      from: { path: "^functions/([^/]+)/" },
      to: {
        path: [
          "^functions/($1|handler|token-verifier)/",
          ...npm("aws4fetch", "@aws-sdk", "@aws-lambda-powertools", "aws-lambda", "valibot"),
          builtin,
        ],
      },
    },
    { from: { path: "^functions/" }, to: { path: "^access/", dependencyTypes: ["type-only"] } },
    ...rooms("constructs", [
      "declaration",
      "arguments",
      "cors",
      "limits",
      "state",
      "deploy",
      "observe",
      "functions",
      "identity",
      "edge",
      "endpoint",
      "authorizers",
      "locks",
      "roles",
      "api",
      "http-api",
    ]),
    {
      from: { path: "^constructs/" },
      to: {
        path: ["^access/model\\.ts$", ...npm("cdktf", "constructs", "esbuild", "fflate", "valibot"), builtin],
      },
    },
    {
      from: { path: "^(stacks/|main\\.ts$)" },
      to: { path: ["^(access|constructs|stacks)/", ...npm("cdktf", "constructs", "valibot"), builtin] },
    },
    // One resource at a time: the barrel of all of them takes five seconds to load.
    {
      from: { path: "^(constructs|stacks)/" },
      to: { path: "node_modules/@cdktf/provider-aws/lib/[^/]+/index" },
    },
    {
      from: { path: "^quality/security/" },
      to: { path: ["^(access|constructs|quality/security|stacks)/", ...npm("cdktf", "constructs"), builtin] },
    },
    {
      from: { path: "^quality/bench/" },
      to: { path: ["^(functions|quality/bench|terraform)/", ...npm("esbuild"), builtin] },
    },
    // It collects garbage between contenders.
    { from: { path: "^quality/bench/frame/" }, to: { path: "^(node:)?vm$" } },
    // Its contenders get the hostile tokens of the tests.
    {
      from: { path: "^(quality/bench/authorizer|__tests__/functions/support)/" },
      to: { path: ["^(__tests__/functions/support|functions)/", builtin] },
    },
    // It synthesizes as the project does.
    {
      from: { path: "^quality/bench/synth/" },
      to: { path: ["^(access|constructs|stacks)/", ...npm("cdktf", "constructs", "@cdktf/provider-aws")] },
    },
    // It synthesizes the project.
    {
      from: { path: "^quality/bench/deploy/" },
      to: { path: ["^(access|constructs|contract|stacks)/", ...npm("cdktf")] },
    },
    // It calls a gate as clients do.
    {
      from: { path: "^quality/bench/gate/" },
      to: { path: ["^gateway/", ...npm("@aws-sdk/client-dynamodb", "@smithy/signature-v4", "fflate")] },
    },
    {
      from: { path: "^quality/clients/" },
      to: {
        path: ["^(access|gateway|quality/clients|stacks)/", ...npm("cdktf", "esbuild"), builtin],
      },
    },
    {
      from: { path: "^quality/generate/" },
      to: {
        path: [
          "^quality/(generate|security)/",
          "^quality/bench/(areas\\.ts$|frame/)",
          "^quality/clients/(clients|operations|results)\\.ts$",
          "^terraform/access/guard/",
          "^cli/schemas/",
          ...npm("@valibot/to-json-schema", "typescript"),
          builtin,
        ],
      },
    },
    // The package is made of bundles of everything.
    {
      from: { path: "^quality/package/" },
      to: { path: ["^quality/package/", "^constructs/functions/", ...npm("esbuild"), builtin] },
    },
    {
      from: { path: "^quality/cdktn/" },
      to: { path: ["^quality/cdktn/", "^quality/package/fork\\.ts$", builtin] },
    },
    // What a project that installs the package may import.
    {
      from: { path: "^library/" },
      to: {
        path: [
          "^library/(read|terraform)\\.ts$",
          "^access/model\\.ts$",
          "^(constructs|gateway|terraform)/",
          "^cli/(answer|error)\\.ts$",
          "^cli/(arguments|sources)/",
        ],
      },
    },
    ...rooms("terraform", terraform),
    {
      from: { path: "^terraform/" },
      to: { path: ["^terraform/[^/]+\\.ts$", ...npm("re2js", "yaml"), pure] },
    },
    {
      from: { path: "^gateway/", pathNot: "^gateway/page/browser/" },
      to: {
        path: [
          "^(gateway|terraform)/",
          ...npm("ajv", "ajv-draft-04", "dynalite", "fflate", "level", "re2js", "valibot"),
          builtin,
        ],
      },
    },
    // It runs in a browser, which loads nothing else.
    {
      from: { path: "^gateway/page/browser/" },
      to: { path: ["^gateway/page/browser/", ...npm("aws4fetch")] },
    },
    // node:crypto makes no certificates.
    {
      from: { path: "^gateway/tls/" },
      to: { path: ["^gateway/", ...npm("@peculiar/x509", "reflect-metadata")] },
    },
    // Signatures of passkeys are checked by a library alone.
    {
      from: { path: "^gateway/cognito/user-pool/passkeys/" },
      to: { path: npm("@simplewebauthn/server") },
    },
    // Signatures over XML are not for code of one's own.
    { from: { path: "^gateway/saml/" }, to: { path: npm("@xmldom/xmldom", "xml-crypto") } },
    {
      from: { path: "^cli/" },
      to: {
        path: [
          "^(cli|terraform|gateway)/",
          ...npm("@cdktf/hcl2json", "esbuild", "fflate", "sarif", "valibot", "yaml"),
          builtin,
        ],
      },
    },
    // Pins are of certificates that servers present.
    { from: { path: "^cli/pins/" }, to: { path: "^(node:)?tls$" } },
    // It runs the command's script with the code that it kept.
    { from: { path: "^cli/kept-code\\.js$" }, to: { path: "^(node:)?vm$" } },
    // The demo plays the declared matrix with real clients.
    { from: { path: "^cli/demo/" }, to: { path: ["^access/", ...npm("@aws-sdk", "aws4fetch")] } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // What a build wrote, and programs of clients and of peers of the benchmarks, with packages of their own.
    exclude: {
      path: "^(dist|quality/(bench/(node_modules|[^/]+/peers|synth/programs)|clients/(files|node|python)))/",
    },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      // No file changes while it reads.
      cachedInputFileSystem: { cacheDuration: 600_000 },
      extensions: [".ts", ".js", ".d.ts", ".cjs", ".mjs", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
