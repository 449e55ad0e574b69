import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Token } from "cdktf";
import { SecuredApi } from "../../../constructs/api/secured-api";
import { literal, literals } from "../../../constructs/arguments/literal";
import { policyDocument } from "../../../constructs/arguments/policy";
import { WebAcl } from "../../../constructs/edge/web-acl";
import { LambdaFunction } from "../../../constructs/functions/lambda-function";
import { Federation } from "../../../constructs/identity/federation";
import { IdentityPool } from "../../../constructs/identity/identity-pool";
import { SamlRoles } from "../../../constructs/identity/saml-roles";
import { UserPool } from "../../../constructs/identity/user-pool";
import { UserPoolClient } from "../../../constructs/identity/user-pool-client";
import { SystemRoles } from "../../../constructs/roles/system-roles";
import { EncryptionKey } from "../../../constructs/state/encryption-key";
import { environmentNamed } from "../../../stacks/environment-named";
import { terraformOf as stacksOf } from "../../stacks/synthesized";
import { access, apiProps } from "../small-api";
import { functionFolder, refusal, terraformOf } from "../terraform";

const HOSTILE = 'costs ${file("/etc/passwd")} or %{ if true }$${x} %%{y} $ % $';

describe("a user's text in Terraform's JSON", () => {
  const token = Token.asString({ resolve: () => "x" });

  test.each([
    ["plain", "plain"],
    ["$5 and 5 %", "$5 and 5 %"],
    ["${x}", "$${x}"],
    ["%{x}", "%%{x}"],
    ["$${x}", "$$${x}"],
    ["{x}", "{x}"],
    [`a ${token} b`, `a ${token} b`],
    // A dollar before a token would escape it.
    [`$${token}`, `\${"$"}${token}`],
  ])("%j is %j", (text, written) => expect(literal(text)).toBe(written));

  test("keys are text as well, and what is no text stays", () => {
    expect(literals({ "${a}": ["${b}", 1, true, null, { c: "%{d}" }] })).toEqual({
      "$${a}": ["$${b}", 1, true, null, { c: "%%{d}" }],
    });
  });

  // Terraform itself is the judge, where it is installed; it needs no provider for this.
  const terraform = (() => {
    try {
      execFileSync("terraform", ["version"], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  })();
  (terraform ? test : test.skip)("Terraform reads back what was written", () => {
    const folder = mkdtempSync(join(tmpdir(), "literal-"));
    try {
      const texts = [HOSTILE, "$${a}", "$$${a}", "%%{a}", "$", "%", "${", "%{", "$%{a}"];
      writeFileSync(
        join(folder, "main.tf.json"),
        JSON.stringify({ output: { texts: { value: texts.map(literal) } } }),
      );
      const run = (...args: string[]) =>
        execFileSync("terraform", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
      run("init");
      run("apply", "-auto-approve");
      expect(JSON.parse(run("output", "-json", "texts"))).toEqual(texts);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** Every text in the Terraform that is hostile, and whether Terraform would evaluate it. */
function evaluated(terraform: unknown): { readonly texts: number; readonly raw: readonly string[] } {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === "string" && value.includes("/etc/passwd")) found.push(value);
    else if (typeof value === "object" && value !== null)
      for (const [key, item] of Object.entries(value)) {
        walk(key);
        walk(item);
      }
  };
  walk(terraform);
  return { texts: found.length, raw: found.filter((text) => /(?<!\$)\$\{file|(?<!%)%\{ if/.test(text)) };
}

describe("constructs write a user's text so that Terraform does not evaluate it", () => {
  const roles = { admin: { description: HOSTILE, precedence: 1 } };

  test("descriptions, environment values, messages, schemas, policies, statements, rules", () => {
    const terraform = terraformOf((stack) => {
      new SystemRoles(stack, "systems", {
        name: "shop",
        systems: { robot: { description: HOSTILE } },
        principals: { robot: [`arn:aws:iam::111111111111:user/${HOSTILE}`] },
      });
      new EncryptionKey(stack, "key", { name: "shop", description: HOSTILE, users: [] });
      new LambdaFunction(stack, "function", {
        name: "function",
        folder: functionFolder("health"),
        environment: { GREETING: HOSTILE },
        statements: [{ Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::a/${HOSTILE}` }],
      });
      const userPool = new UserPool(stack, "users", {
        name: "shop",
        resourceServer: "shop",
        roles,
        tokenScopesFolder: functionFolder("token-scopes"),
        selfSignUp: false,
        email: { from: `${HOSTILE}@example.com`, sesArn: "arn:aws:ses:eu-central-1:111111111111:identity/a" },
      });
      const secret = { variable: "secret" };
      const federation = new Federation(stack, "federation", {
        userPool,
        google: { clientId: HOSTILE, secret },
      });
      const client = new UserPoolClient(stack, "client", {
        userPool,
        name: "app",
        signIn: "srp",
        codeFlow: {
          callbackUrls: ['https://a.example/${file("/etc/passwd")}'],
          logoutUrls: ['https://a.example/${file("/etc/passwd")}'],
          federation,
        },
      });
      const rule = { claim: "c", match: "equals", value: HOSTILE, role: "admin" } as const;
      new IdentityPool(stack, "identities", {
        name: "shop",
        userPool,
        clients: [client],
        roles,
        logins: { google: { clientId: "g", rules: [rule] } },
      });
      new SamlRoles(stack, "company", {
        name: "company",
        metadata: `<EntityDescriptor>${HOSTILE}${"x".repeat(1_000)}</EntityDescriptor>`,
        roles: { staff: { description: HOSTILE, precedence: 3 } },
      });
      new WebAcl(stack, "firewall", {
        name: "shop",
        protects: "api",
        log: "off",
        own: [
          {
            name: "own",
            priority: 100,
            action: "block",
            statement: { byte_match_statement: { search_string: HOSTILE } },
          },
        ],
      });
      const body = { type: "object", description: HOSTILE };
      new SecuredApi(stack, "api", apiProps({ requests: { "POST /pets": { body } }, access }));
    });
    const { texts, raw } = evaluated(terraform);
    expect(raw).toEqual([]);
    expect(texts).toBeGreaterThanOrEqual(15);
  });

  test("tags of an environment", () => {
    const dev = environmentNamed("dev", { tags: { team: '${file("/etc/passwd")}' } });
    // Escaped they are text, and no text that AWS takes.
    expect(() => stacksOf(dev)).toThrow(
      /The tags of stack "identity": "team" is "\$\{file\("\/etc\/passwd"\)\}"/,
    );
  });

  test("a policy variable stays IAM's own", () => {
    expect(
      policyDocument({ Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::${aws:username}/*" }),
    ).toContain("arn:aws:s3:::$${aws:username}/*");
  });

  test.each(['a${file("/etc/passwd")}', "a%{if}", "${x}"])("a name such as %j is refused", (name) => {
    expect(
      refusal((stack) => new LambdaFunction(stack, "f", { name, folder: functionFolder("health") }))[0],
    ).toBe("AWS_NAME_INVALID");
  });
});
