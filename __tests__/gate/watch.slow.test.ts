import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addPet, answered, said, saveByRename, served, watchedProject, withPetsAddedBy } from "./watched";

/** A running gate enforces what is saved, without a restart. `npm run test:following` has more ways of saving. */

jest.setTimeout(180_000);

const watched = watchedProject();

test("the log names the environment that is synthesized, and where", async () => {
  expect(watched.gate.stderr()).toMatch(/^Synthesizing the environment "dev" into cdktf\.out\.$/m);
});

test("a right that is removed is gone, whether the file is saved in place or by rename", async () => {
  expect((await addPet("user", watched.gate)).status).toBe(403);
  await served(
    () => saveByRename(watched.routes, withPetsAddedBy('["user", "admin"]', watched.declared)),
    watched.gate,
  );
  await answered(
    (status) => status === 201,
    () => addPet("user", watched.gate),
  );
  await served(() => writeFileSync(watched.routes, watched.declared), watched.gate);
  await answered(
    (status) => status === 403,
    () => addPet("user", watched.gate),
  );
  // A warning of the start is not repeated.
  expect(watched.gate.stderr().match(/^Warning: .*anyone may sign up/gm)).toHaveLength(1);
});

test("a function's files are followed", async () => {
  const index = join(watched.project, "functions/pets/index.ts");
  const before = readFileSync(index, "utf8");
  await served(() => saveByRename(index, `${before}\nconsole.log("the new pets");\n`), watched.gate);
  const from = watched.gate.stderr().length;
  expect((await addPet("admin", watched.gate)).status).toBe(201);
  await said(/the new pets/, from, watched.gate);
  await served(() => writeFileSync(index, before), watched.gate);
});

test("the log names a change that cannot be synthesized, each call that an older declaration answers, and what is stale", async () => {
  const from = watched.gate.stderr().length;
  writeFileSync(
    watched.routes,
    watched.declared.replace('roles: ["admin"], handler: "pets"', 'roles: ["owner"], handler: "pets"'),
  );
  expect(await said(/owner/, from, watched.gate)).toContain('"owner"');
  expect((await addPet("admin", watched.gate)).status).toBe(201);
  const since = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
  expect(JSON.parse(await said(/answered-by-older/, from, watched.gate))).toEqual({
    event: "answered-by-older",
    verb: "POST",
    path: "/dev/pets",
    status: 201,
    since,
    because: "failed",
  });
  expect(JSON.parse(await said(/"stale".*routes/, from, watched.gate))).toEqual({
    event: "stale",
    since,
    // On a slow machine the synth itself takes as long.
    because: expect.stringMatching(/^(failed|running)$/),
    files: ["access/routes.ts"],
  });
  await served(() => writeFileSync(watched.routes, watched.declared), watched.gate);
  const later = watched.gate.stderr().length;
  expect((await addPet("admin", watched.gate)).status).toBe(201);
  await said(/POST \/dev\/pets 201/, later, watched.gate);
  expect(watched.gate.stderr().slice(later)).not.toContain("older");
});
