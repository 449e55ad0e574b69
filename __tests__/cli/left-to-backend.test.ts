import { access } from "../../cli/commands/access";
import { diff } from "../../cli/commands/diff";
import { guard } from "../../cli/commands/guard";
import { httpDocument, LOCKED } from "../terraform/build/http-shop";
import { captured, outputOf, removeFolders } from "./captured";

/** What a JWT authorizer leaves to the function, as the commands say it. captured() holds JSON to the schemas. */

afterAll(removeFolders);

const FUNCTION = "arn:aws:lambda:us-east-1:111111111111:function:shop";
const SIGNED_IN = "aws.cognito.signin.user.admin";
const routes = (account: object) =>
  outputOf(httpDocument({ "GET /account": { ...account }, "GET /health": {} }));
const left = routes(LOCKED.people);
const scoped = routes({ ...LOCKED.people, authorization_scopes: [SIGNED_IN] });

test("the table says it below, once for each backend", async () => {
  const { out } = await captured(access, left);
  expect(out).toContain(
    `\nAPI Gateway does not tell access tokens from ID tokens at GET /account: refusing the wrong kind is left to ${FUNCTION}\n`,
  );
  expect((await captured(access, scoped)).out).not.toContain("left to");
  for (const format of ["markdown", "html"])
    expect((await captured(access, left, "--format", format)).out).toContain(
      "at GET /account: refusing the wrong kind is left to",
    );
});

test("--why says it of those that are let through, and of no others", async () => {
  const why = async (as: string) =>
    (await captured(access, left, "--why", "GET /account", "--as", as)).out.split("\n");
  const line = `  left to  ${FUNCTION}: API Gateway does not tell access tokens from ID tokens here, so it must refuse the wrong kind`;
  expect(await why("signed-in")).toContain(line);
  expect((await why("anonymous")).filter((one) => one.includes("left to"))).toEqual([]);
});

test("the JSON of the table and of one answer have it", async () => {
  const leftToBackend = { checks: ["token-kind"], backend: FUNCTION };
  const table = JSON.parse((await captured(access, left, "--json")).out);
  const byPath = (path: string) => table.routes.find((route: { path: string }) => route.path === path);
  expect(byPath("/account")).toMatchObject({ leftToBackend });
  expect(byPath("/health")).not.toHaveProperty("leftToBackend");
  const one = await captured(access, left, "--why", "GET /account", "--as", "signed-in", "--json");
  expect(JSON.parse(one.out)).toMatchObject({ leftToBackend });
});

test("diff says that a check is left to the backend now, and that it is not any more", async () => {
  const gained = await captured(diff, scoped, left);
  expect(gained.status).toBe(3);
  expect(gained.out).toContain(
    "Wider\n  GET /account: signed-in and group:user may now call it, and the backend must tell access tokens from ID tokens (was: allowed)",
  );
  const taken = await captured(diff, left, scoped);
  expect(taken.status).toBe(0);
  expect(taken.out).toContain(
    "Narrower\n  GET /account: signed-in and group:user may now call it (was: allowed with the backend telling access tokens from ID tokens)",
  );
  const { widened } = JSON.parse((await captured(diff, scoped, left, "--json")).out);
  expect(widened[0]).toMatchObject({ from: { decision: "allow" }, to: { leaves: ["token-kind"] } });
});

test("guard takes it for access that is gained", async () => {
  const { out, status } = await captured(guard, left, "--base", scoped);
  expect(status).toBe(3);
  expect(out).toContain("GET /account signed-in");
});
