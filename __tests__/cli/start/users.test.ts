import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listedUsers } from "../../../cli/start/users";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "users-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: unknown) => {
  const file = join(folder, name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
};
const carol = { username: "carol" };

test("without a list there is none, and the gate makes a user for each group", () => {
  expect(listedUsers(undefined, folder)).toBeUndefined();
  write("gatehouse.json", { guard: {} });
  expect(listedUsers(undefined, folder)).toBeUndefined();
});

test("the project's gatehouse.json has a list, and a file that is named takes its place", () => {
  write("gatehouse.json", { users: [carol] });
  expect(listedUsers(undefined, folder)?.users).toMatchObject([carol]);
  for (const content of [[{ username: "dave" }], { users: [{ username: "dave" }] }])
    expect(listedUsers(write("people.json", content), folder)?.users).toMatchObject([{ username: "dave" }]);
});

test("each reading is another one", () => {
  write("gatehouse.json", { users: [carol] });
  listedUsers(undefined, folder);
  write("gatehouse.json", { users: [] });
  expect(listedUsers(undefined, folder)?.users).toEqual([]);
});

test.each<[string, unknown, string]>([
  ["that is no JSON", "{", "is not JSON"],
  ["without a list", {}, 'expected a list of users, or an object with "users"'],
])("a named file %s is refused", (_, content, message) => {
  const file = write("people.json", content);
  expect(() => listedUsers(file, folder)).toThrow(
    expect.objectContaining({ code: "USERS_UNREADABLE", message: expect.stringContaining(message) }),
  );
});

test("a named file that is not there is refused", () => {
  expect(() => listedUsers(join(folder, "none.json"), folder)).toThrow(
    expect.objectContaining({ code: "USERS_UNREADABLE" }),
  );
});

test("a list with an unknown field names the place", () => {
  const file = write("people.json", [{ username: "carol", group: "admin" }]);
  expect(() => listedUsers(file, folder)).toThrow(
    expect.objectContaining({
      code: "USERS_INVALID",
      message: `${file}[0].group is unknown; expected one of username, password, groups, attributes, totp, mustChangePassword. Did you mean "groups"?`,
    }),
  );
});
