import type { Pet } from "./pets";
import type { Challenge, Person } from "./session";
import { inWords, type Words } from "./words";

const SECTIONS = ["signed-out", "challenge", "signed-in"] as const;

export function element<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no element ${id}.`);
  return found as T;
}

/** Shows one section, and puts the focus where the user goes on. */
export function show(section: (typeof SECTIONS)[number]): void {
  for (const id of SECTIONS) element(id).hidden = id !== section;
  element(section).querySelector<HTMLElement>("input")?.focus();
}

export function say(text: string): void {
  element("refusal").replaceChildren();
  element("status").textContent = text;
}

export function refuse({ detail, sentence }: Words): void {
  element("status").textContent = "";
  element("refusal").replaceChildren(
    ...[sentence, detail].filter((text) => text !== undefined).map((text) => withText("p", text)),
  );
}

export function ask({ autocomplete, label }: Challenge): void {
  say("");
  element("answer-label").textContent = label;
  const input = element<HTMLInputElement>("answer-text");
  input.autocomplete = autocomplete;
  input.type = autocomplete === "new-password" ? "password" : "text";
  input.value = "";
  show("challenge");
}

export function showPerson({ name, roles }: Person): void {
  element("name").textContent = name;
  element("roles").textContent = roles.length === 0 ? "without a role" : `as ${roles.join(" and ")}`;
}

export function showPets(pets: readonly Pet[]): void {
  element("no-pets").hidden = pets.length > 0;
  element("pets").replaceChildren(...pets.map(({ name }) => withText("li", name)));
}

/** As text, because names of pets are what users have typed. */
function withText(tag: "li" | "p", text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

/** Calls `act` with the texts of a form's fields, once at a time, and says in words what failed. */
export function onSubmit(id: string, act: (fields: Readonly<Record<string, string>>) => Promise<void>): void {
  const form = element<HTMLFormElement>(id);
  const button = form.querySelector("button");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const texts = [...new FormData(form)].map(([name, value]) => [name, String(value)] as const);
    button?.setAttribute("disabled", "");
    try {
      await act(Object.fromEntries(texts));
      form.reset();
    } catch (error) {
      refuse(inWords(error));
    } finally {
      button?.removeAttribute("disabled");
    }
  });
}
