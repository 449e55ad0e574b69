/** @typedef {Node | string} Child */

/**
 * An element. Functions are listeners; `true` is an attribute without a value; `undefined` and `false` are none.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>} attributes
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== undefined && value !== false) made.setAttribute(name, String(value));
  }
  made.append(...children);
  return made;
}

/**
 * An element of the page.
 *
 * @template {HTMLElement} E
 * @param {string} id
 * @param {new () => E} kind
 * @returns {E}
 */
export function byId(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} ${id}`);
  return found;
}

/**
 * A table. The roles are written out, since browsers drop those of tables that CSS lays out otherwise.
 *
 * @param {string} labelledBy id of its title
 * @param {readonly string[]} headings
 * @param {...HTMLElement} rows
 */
export function table(labelledBy, headings, ...rows) {
  const cells = headings.map((name) => element("th", { role: "columnheader", scope: "col" }, name));
  const head = element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...cells));
  const body = element("tbody", { role: "rowgroup" }, ...rows);
  return element("table", { role: "table", "aria-labelledby": labelledBy }, head, body);
}

/**
 * A row of a table. On narrow screens its cells stand below each other, each with the heading of its column.
 *
 * @param {readonly (readonly [heading: string, ...content: Child[]])[]} cells the first is the row's heading
 * @param {Readonly<Record<string, string | undefined>>} [attributes]
 */
export function row(cells, attributes = {}) {
  return element(
    "tr",
    { role: "row", ...attributes },
    ...cells.map(([heading, ...content], index) =>
      index === 0
        ? element("th", { role: "rowheader", scope: "row" }, ...content)
        : element("td", { role: "cell", "data-heading": heading }, element("div", {}, ...content)),
    ),
  );
}

/**
 * Puts a table into the page and keeps its rows like a list of values. The row of a value that is the same stays, and
 * with it the focus.
 *
 * @template V
 * @param {string} name of the part of the page: its title is `NAME-title`, and the table is put into `NAME-table`
 * @param {readonly string[]} headings
 * @param {(value: V) => HTMLElement} render
 * @param {(value: V) => string} textOf equal for values that are the same
 * @returns {(values: readonly V[], whenEmpty: string) => void}
 */
export function liveTable(name, headings, render, textOf = JSON.stringify) {
  const made = table(`${name}-title`, headings);
  const body = /** @type {HTMLElement} */ (made.tBodies[0]);
  byId(`${name}-table`, HTMLElement).append(made);
  /** @type {Map<string, HTMLElement>} */
  let shown = new Map();
  return (values, whenEmpty) => {
    const rows = new Map(
      values.map((value) => {
        const text = textOf(value);
        return [text, shown.get(text) ?? render(value)];
      }),
    );
    if (rows.size === 0) rows.set(whenEmpty, shown.get(whenEmpty) ?? emptyRow(whenEmpty, headings.length));
    shown = rows;
    const wanted = [...rows.values()];
    const isSame =
      wanted.length === body.children.length && wanted.every((one, index) => one === body.children[index]);
    if (!isSame) body.replaceChildren(...wanted);
  };
}

/**
 * @param {string} text
 * @param {number} columns
 */
function emptyRow(text, columns) {
  return element(
    "tr",
    { role: "row" },
    element("td", { role: "cell", colspan: columns, class: "empty" }, text),
  );
}

/**
 * Text that is kept as it is, and can be scrolled by keyboard.
 *
 * @param {string} label
 * @param {string} text
 */
export function verbatim(label, text) {
  return element("pre", { tabindex: 0, role: "group", "aria-label": label }, text);
}

/**
 * A folded part with its heading.
 *
 * @param {string} summary
 * @param {...Child} content
 */
export function folded(summary, ...content) {
  return element("details", {}, element("summary", {}, summary), ...content);
}

/** @param {readonly (readonly [value: string, text: string])[]} options */
export function optionsOf(options) {
  return options.map(([value, text]) => element("option", { value }, text));
}

/** @param {string | number} time ISO 8601, or milliseconds since 1970 */
export function timeOf(time) {
  const date = new Date(time);
  return element("time", { datetime: date.toISOString() }, date.toLocaleTimeString([], { hourCycle: "h23" }));
}
