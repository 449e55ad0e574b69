import type { Answer } from "../../client";
import { accountClient } from "../user-pool/accounts/account-client";
import type { PoolGate } from "../user-pool/pool-gate";
import { Browser, domainGate, hiddenIn, oauth } from "./domain-gate";

/**
 * The login page shows the same for users of each kind and for a name that no user has, also where the client tells by
 * the API who has an account. Source: Cognito Developer Guide, "Managing user existence error responses".
 */

const PASSWORD = "Right-Password-1";
const clients = {
  choosing: { oauth, explicitAuthFlows: ["ALLOW_USER_AUTH"], settings: { hidesUserExistence: false } },
  plain: { oauth, explicitAuthFlows: ["ALLOW_USER_SRP_AUTH"], settings: { hidesUserExistence: false } },
};
const users = ["real", "part", "offf", "lost"].map((username) => ({
  username,
  password: PASSWORD,
  attributes: { email: "r@shop.example", email_verified: String(username !== "part") },
}));

let gate: PoolGate;
beforeAll(async () => {
  const settings = { firstFactors: ["PASSWORD", "EMAIL_OTP"] as const };
  gate = await domainGate({ clients, settings }, { users: () => ({ users, where: "users" }) });
  const operator = accountClient(gate);
  const UserPoolId = gate.model.userPools[0]?.id;
  await operator.adminDisableUser({ UserPoolId, Username: "offf" });
  await operator.adminResetUserPassword({ UserPoolId, Username: "lost" });
  await operator.signUp({
    ClientId: "choosing",
    Username: "newu",
    Password: PASSWORD,
    UserAttributes: [{ Name: "email", Value: "n@shop.example" }],
  });
  operator.destroy();
});
afterAll(() => gate?.stop());

async function named(browser: Browser, username: string, client_id: string, more = {}): Promise<Answer> {
  return browser.post({ _csrf: await browser.open({ client_id }), username, ...more }, { client_id });
}

const isChoice = ({ body }: Answer) => body.includes('name="answer"');

/** The page without the name, sealed texts by their length, and addresses by their form. */
const shape = ({ body, status }: Answer, name: string) =>
  `${status} ${body}`
    .replaceAll(name, "NAME")
    .replace(/[\w+/=%&;#-]{32,}/g, (text) => `<${text.length}>`)
    .replace(/\w\*+@\w\*+/g, "x***@x***");

/** A name that no user has, for which the page shows the choice, or does not. */
async function unknown(wanted: boolean): Promise<string> {
  for (let i = 100; i < 200; i++)
    if (isChoice(await named(new Browser(gate), `u${i}`, "choosing")) === wanted) return `u${i}`;
  throw new Error("there is no such name");
}

test.each<[string, boolean, readonly string[]]>([
  ["the choice", true, ["real", "offf", "lost"]],
  ["the password at once", false, ["part", "newu"]],
])("the page shows %s", async (_, wanted, names) => {
  const shapes: string[] = [];
  for (const name of [...names, await unknown(wanted)]) {
    const answer = await named(new Browser(gate), name, "choosing");
    expect([name, isChoice(answer)]).toEqual([name, wanted]);
    shapes.push(shape(answer, name));
  }
  expect(new Set(shapes).size).toBe(1);
});

test.each(["EMAIL_OTP", "PASSWORD"])(
  "the form after the choice of %s, and a wrong answer",
  async (answer) => {
    const shapes: string[] = [];
    for (const name of ["real", "offf", "lost", await unknown(true)]) {
      const browser = new Browser(gate);
      const client_id = "choosing";
      const form = await browser.post(
        { ...hiddenIn(await named(browser, name, client_id)), answer },
        { client_id },
      );
      const wrong = await browser.post({ ...hiddenIn(form), code: "x", password: "wrong" }, { client_id });
      shapes.push(shape(form, name) + shape(wrong, name));
      expect(wrong.body).toContain('role="alert"');
    }
    expect(new Set(shapes).size).toBe(1);
  },
);

test("a wrong password, where the page asks for it with the name", async () => {
  const shapes: string[] = [];
  for (const name of ["real", "part", "offf", "lost", "newu", "nobo"]) {
    const answer = await named(new Browser(gate), name, "plain", { password: "wrong" });
    expect(answer.body).toContain("Incorrect username or password.");
    shapes.push(shape(answer, name));
  }
  expect(new Set(shapes).size).toBe(1);
});
