import { type CommentPlace, commentPlace, postComment } from "../../cli/action/comment";
import { boundedComment, markerOf } from "../../cli/action/report";
import { COMMENTS, type GitHub, OWN, startGitHub } from "./github";

/** One comment on the pull request: found by its marker, written by an app, and written anew by each run. */

let github: GitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(() => github.stop());

const marker = markerOf("gatehouse");
const place = (): CommentPlace => ({
  api: github.url,
  graphql: `${github.url}/graphql`,
  repository: "shop/infra",
  number: 7,
  token: "t",
});
const MALLORY = { login: "mallory", type: "User" };
const asked = () => github.asked.map(({ method, path }) => `${method} ${path.split("?")[0]}`);

test("the first run writes a comment, the second one changes it", async () => {
  expect(await postComment(place(), marker, `${marker}\none`)).toEqual({
    url: "https://github.test/comment-1",
  });
  expect(await postComment(place(), marker, `${marker}\ntwo`)).toEqual({
    url: "https://github.test/comment-1",
  });
  expect(github.comments).toEqual([{ id: 1, body: `${marker}\ntwo`, user: OWN }]);
  expect(asked()).toEqual([
    `GET ${COMMENTS}`,
    `POST ${COMMENTS}`,
    `GET ${COMMENTS}`,
    "PATCH /repos/shop/infra/issues/comments/1",
  ]);
  expect(new Set(github.asked.map(({ authorization }) => authorization))).toEqual(new Set(["Bearer t"]));
});

test.each([
  ["a user", { login: "mallory", type: "User" }],
  ["a user whose name is like the app's", { login: "github-actions", type: "User" }],
  ["another app", { login: "mallory[bot]", type: "Bot" }],
])("a comment of %s with the marker is left alone: its author could change it later", async (_, user) => {
  github.comments.push({ id: 1, body: `${marker}\nall is well`, user });
  for (const text of ["one", "two"]) await postComment(place(), marker, `${marker}\n${text}`);
  expect(github.comments.map(({ body }) => body)).toEqual([`${marker}\nall is well`, `${marker}\ntwo`]);
});

test("where the own comment may not be changed any more, there is a new one", async () => {
  github.comments.push({ id: 1, body: `${marker}\nold`, user: { login: "mallory[bot]", type: "Bot" } });
  github.login = "mallory[bot]";
  expect(await postComment(place(), marker, `${marker}\nnew`)).toEqual({
    url: "https://github.test/comment-2",
  });
  expect(asked()).toContain("PATCH /repos/shop/infra/issues/comments/1");
});

test("where GitHub does not say whose the token is, there is a new one", async () => {
  github.login = undefined;
  for (const text of ["one", "two"]) await postComment(place(), marker, `${marker}\n${text}`);
  expect(github.comments.map(({ body }) => body)).toEqual([`${marker}\none`, `${marker}\ntwo`]);
});

test("a comment behind the first hundred is found", async () => {
  for (let id = 1; id <= 120; id++) github.comments.push({ id, body: "hello", user: MALLORY });
  github.comments.push({ id: 121, body: `${marker}\nold`, user: OWN });
  await postComment(place(), marker, `${marker}\nnew`);
  expect(github.comments.at(-1)).toMatchObject({ id: 121, body: `${marker}\nnew` });
});

test("reviews of two names have a comment each", async () => {
  for (const name of ["dev", "prod"]) await postComment(place(), markerOf(name), markerOf(name));
  expect(github.comments.map(({ body }) => body)).toEqual([markerOf("dev"), markerOf("prod")]);
});

test.each([401, 403, 404])("a token that may not comment gets %d, which is no error", async (status) => {
  github.refuse(status);
  expect(await postComment(place(), marker, marker)).toEqual({
    refused: expect.stringMatching(new RegExp(`^POST issues/7/comments: ${status} `)),
  });
});

test("any other answer is an error", async () => {
  github.refuse(500);
  await expect(postComment(place(), marker, marker)).rejects.toThrow("POST issues/7/comments: 500");
});

test("a report that is too long for a comment says first how much of it is missing", () => {
  expect(boundedComment(marker, "short")).toBe(`${marker}\n\nshort`);
  const text = "x".repeat(80_000);
  const comment = boundedComment(marker, text);
  const [, missing] =
    /^<!--.*-->\n\n❔ The report is cut off: (\d+) of 80000 characters are missing/.exec(comment) ?? [];
  expect(comment.length).toBeLessThanOrEqual(65_000);
  expect([...comment.matchAll(/x{2,}/g)].join("").length).toBe(80_000 - Number(missing));
});

test.each([
  ["no token", { GITHUB_REPOSITORY: "shop/infra" }, true, ""],
  ["no pull request", { GITHUB_REPOSITORY: "shop/infra" }, false, "t"],
  ["no repository", {}, true, "t"],
])("with %s there is no place to comment", (_, environment, isPull, token) => {
  const pull = { number: 7, base: { sha: "a" }, head: { sha: "b", repo: null } };
  expect(commentPlace(environment, isPull ? { pull_request: pull } : {}, token)).toBeUndefined();
});
