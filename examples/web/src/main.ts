import { configure } from "./configuration";
import { Pets } from "./pets";
import { answer, end, person, type Step, start } from "./session";
import { ask, element, onSubmit, refuse, say, show, showPerson, showPets } from "./view";
import { inWords } from "./words";

/** What the page does: it shows one of three sections, and one message at a time. */

let pets: Pets;

/** Shows the pets to whom is signed in, and otherwise the form to sign in. */
async function enter(): Promise<void> {
  show("signed-out");
  const known = await person();
  if (known === undefined) return;
  showPerson(known);
  show("signed-in");
  showPets(await pets.list());
}

async function take(step: Step): Promise<void> {
  if (step !== "signed in") return ask(step);
  await enter();
  say("You are signed in.");
}

/** A session may have ended since the last call: then the page says so, and calls nothing. */
async function whileSignedIn(call: () => Promise<void>): Promise<void> {
  if ((await person()) !== undefined) return call();
  show("signed-out");
  refuse({ sentence: "Your session has ended. Sign in again." });
}

onSubmit("sign-in", async ({ password = "", username = "" }) => take(await start(username, password)));

onSubmit("answer", async ({ answer: text = "" }) => take(await answer(text)));

onSubmit("add", ({ pet = "" }) =>
  whileSignedIn(async () => {
    const { name } = await pets.add(pet);
    showPets(await pets.list());
    say(`${name} is added.`);
  }),
);

element("sign-out").addEventListener("click", async () => {
  await end();
  show("signed-out");
  say("You are signed out.");
});

try {
  pets = new Pets(await configure());
  await enter();
} catch (error) {
  refuse(inWords(error));
}
