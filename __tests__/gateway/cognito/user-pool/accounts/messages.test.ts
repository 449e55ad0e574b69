import type { CognitoIdentityProvider } from "@aws-sdk/client-cognito-identity-provider";
import { type Answer, call } from "../../../client";
import type { RunningGate } from "../../../gates";
import { accountClient, refusal } from "./account-client";
import { clientId, poolId, runAccountGate } from "./account-gate";

/**
 * The texts of messages, and links in place of codes. Source: Cognito Developer Guide, "Configuring MFA, authentication,
 * verification and invitation messages" and "Customizing email verification messages"; /confirmUser of "User-interactive
 * managed login endpoints".
 */

const domains = [{ address: "identity/aws_cognito_user_pool_domain.login", name: "shop" }];
const none = { verification: {}, link: {}, invitation: {}, authentication: {} };
const settings = { autoVerifiedAttributes: ["email"], recovery: ["verified_email"] } as const;
const byLink = { ...settings, confirmsByLink: true, messages: none };
const worded = {
  ...none,
  verification: { subject: "Code of {username}", email: "Use {####}, {username}" },
  link: { subject: "Link", email: "<b>{##Go on##}</b> or {##there##}" },
  invitation: { subject: "Join", email: "{username} has {####}", sms: "SMS {####}" },
};

let running: RunningGate;
let client: CognitoIdentityProvider;

beforeAll(async () => {
  running = await runAccountGate({
    own: { settings },
    worded: { settings: { ...settings, messages: worded } },
    link: { settings: byLink, domains },
    linkworded: { settings: { ...byLink, messages: worded }, domains, hasSecret: false },
    undomained: { settings: byLink },
  });
  client = accountClient(running);
});
afterAll(() => running?.stop());

interface Shown {
  readonly username: string;
  readonly subject?: string;
  readonly text: string;
  readonly code: string;
  readonly link?: string;
}

/** The newest message, as the gate shows it on this machine. */
async function lastMessage(): Promise<Shown> {
  const { endpoint, page } = running.gate.description;
  const headers = { "x-gatehouse": page?.key ?? "" };
  const { body } = await call(endpoint, "/_gatehouse/api/codes", { headers });
  return (JSON.parse(body) as { messages: readonly Shown[] }).messages[0] as Shown;
}

const signUp = (pool: string, Username: string) =>
  client.signUp({
    ClientId: clientId(pool),
    Username,
    Password: "Fixture1!Aa",
    UserAttributes: [{ Name: "email", Value: `${Username}@example.com` }],
  });

test("AWS's own text", async () => {
  await signUp("own", "ann");
  const { code, subject, text } = await lastMessage();
  expect([subject, text]).toEqual(["Your verification code", `Your confirmation code is ${code}.`]);
});

test("the pool's text, with the code and the name in it", async () => {
  await signUp("worded", "bo");
  const { code, subject, text } = await lastMessage();
  expect([subject, text]).toEqual(["Code of bo", `Use ${code}, bo`]);
});

test("the pool's invitation, by e-mail and by text message", async () => {
  const UserAttributes = [
    { Name: "email", Value: "cy@example.com" },
    { Name: "phone_number", Value: "+15550100" },
  ];
  for (const [medium, expected] of [
    ["EMAIL", ["Join", "cy has Fixture1!Aa"]],
    ["SMS", [undefined, "SMS Fixture1!Aa"]],
  ] as const) {
    await client.adminCreateUser({
      UserPoolId: poolId("worded"),
      Username: "cy",
      TemporaryPassword: "Fixture1!Aa",
      UserAttributes,
      DesiredDeliveryMediums: [medium],
      ...(medium === "SMS" && { MessageAction: "RESEND" }),
    });
    const { subject, text } = await lastMessage();
    expect([subject, text]).toEqual(expected);
  }
});

const follow = (link = ""): Promise<Answer> =>
  call(running.gate.description.endpoint, link.slice(running.gate.description.endpoint.length));
const statusOf = async (pool: string, Username: string) =>
  (await client.adminGetUser({ UserPoolId: poolId(pool), Username })).UserStatus;

test("a link confirms the account once", async () => {
  await signUp("link", "dan");
  const { link, subject, text } = await lastMessage();
  expect([subject, text]).toEqual([
    "Your verification link",
    `Please click the link below to verify your email address. <a href="${link}">Verify Email</a>`,
  ]);
  expect(running.lines).toContain(`SignUp: the link for dan (EMAIL to dan@example.com) is ${link}`);
  expect(await statusOf("link", "dan")).toBe("UNCONFIRMED");
  const page = await follow(link);
  expect([page.status, page.body]).toEqual([200, expect.stringContaining("Your account is confirmed")]);
  expect(await statusOf("link", "dan")).toBe("CONFIRMED");
  const again = await follow(link);
  expect([again.status, again.body]).toEqual([400, expect.stringContaining("Current status is CONFIRMED")]);
});

test("the pool's text around the link, also when it is sent again", async () => {
  await signUp("linkworded", "eve");
  await client.resendConfirmationCode({ ClientId: clientId("linkworded"), Username: "eve" });
  const { link, text } = await lastMessage();
  expect(text).toBe(`<b><a href="${link}">Go on</a></b> or <a href="${link}">there</a>`);
  expect((await follow(link)).status).toBe(200);
});

test("a new password is still confirmed by a code", async () => {
  await client.forgotPassword({ ClientId: clientId("link"), Username: "dan" });
  const { link, text } = await lastMessage();
  expect(link).toBeUndefined();
  expect(text).toMatch(/^Your password reset code is \d{6}\.$/);
});

test.each<[string, (link: URL) => void]>([
  ["another code", (link) => link.searchParams.set("confirmation_code", "x")],
  ["another user", (link) => link.searchParams.set("user_name", "nobody")],
  ["no user", (link) => link.searchParams.delete("user_name")],
  ["another client", (link) => link.searchParams.set("client_id", clientId("undomained"))],
  ["an unknown client", (link) => link.searchParams.set("client_id", "<script>")],
  ["a parameter twice", (link) => link.searchParams.append("user_name", "dan")],
])("a link with %s confirms nobody", async (name, change) => {
  const user = `user-${name.replaceAll(" ", "-")}`;
  await signUp("link", user);
  const { link } = await lastMessage();
  const changed = new URL(link ?? "");
  change(changed);
  const page = await follow(changed.href);
  expect(page.status).toBe(400);
  expect(page.body).not.toContain("<script>");
  expect(await statusOf("link", user)).toBe("UNCONFIRMED");
});

test("a pool without a domain has no links, and makes no user who could not be confirmed", async () => {
  expect(await refusal(signUp("undomained", "fay"))).toEqual([
    "InvalidParameterException",
    "The user pool confirms accounts by a link, and has no domain.",
  ]);
  expect((await client.listUsers({ UserPoolId: poolId("undomained") })).Users).toEqual([]);
});
