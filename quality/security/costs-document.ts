/** Writes docs/costs.md. */
import { assumed, type Column, columns, costOf, type Part, parts, type Quantity } from "./costs";
import { type Copy, type CopyName, copies, type Price, type PriceName, prices } from "./prices";
import type { Resources } from "./production";

/** A price whose newest copy is from before this day is marked: look at AWS's page first. */
const OLD_BEFORE = "2026-01-01";

/** The one that the page is for. */
const REGION = "us-east-1";

/** The page docs/costs.md, of production's resources. */
export function costsDocument(resources: Resources): string {
  const rows = parts.map((part) => ({ part, quantities: part.quantities(resources) }));
  const total = rows.flatMap((row) => row.quantities);
  return `# What it costs

Production with everything on, in USD at the list prices of ${REGION}, without taxes, free tiers and traffic. The
counts come from the Terraform; \`UPDATE_DOCS=1 npx jest __tests__/quality/security/costs\` writes this page anew. Development
has everything switched off here that has a switch.

**Idle**: a month in which nobody calls. **In use**: added once the API is called in every hour of the month, however
often. **A million calls**: added by each million. **A user**: added by each who signs in in the month.

${table(
  ["part", "idle", "in use", "a million calls", "a user", "switched off by", "counted"],
  [
    ...rows.map(({ part, quantities }) => [
      part.name,
      ...columns.map((column) => usd(costOf(quantities, column))),
      switchOf(part),
      quantities.filter(isThere).map(countOf).join("; "),
    ]),
    ["**all**", ...columns.map((column) => usd(costOf(total, column))), "", ""],
  ],
)}

A part without a switch comes with every stage. Alarms count in the access log and ring by an encrypted topic, so they
go with the log and with the key. Assumed, since no Terraform says it: a function runs ${assumed.seconds * 1000} ms for a call and
logs ${assumed.functionLines} bytes; a firewall logs ${assumed.firewallLine} bytes of each call; ${assumed.keyUses.toLocaleString("en")} uses of keys for a million calls; an
access-log line is as long as its format. X-Ray records the first call of every second and 5 % of the others: at a
million calls a month that is nearly all of them, far above it 0.25 for a million. Each of the first two rotations
adds a month's price to every key. Metrics are billed by the hour in which they count something, here every method in
every hour. The trail's first copy of events is free; its log group takes in what happens in
the whole account. Said to be free, **unverified**: 0.5 GB of firewall logs for each million calls.

## Prices

Every price was read in a stored copy of what AWS published, on the day beside it; the list of copies is below. **old**:
no copy of ${OLD_BEFORE.slice(0, 4)} or later was found; **other region**: only copies of another region were found. Ask the page
before a decision. Prices that no row above counts are of what comes only when asked for, or with data and users.

${table(["price", "of one", "AWS's page", "as of, in copy"], names(prices).map(priceRow))}

Not priced here: text messages and mail by SES, which cost by country and volume, and traffic out.

${names(copies).map(copyLine).join("\n")}
`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** `firewall: "off"`, as it stands in the settings of an environment. */
export function switchOf(part: Part): string {
  const written = (settings: object) =>
    Object.entries(settings)
      .map(([name, value]) => `\`${name}: ${JSON.stringify(value)}\``)
      .join(", ");
  if (!part.off) return "";
  return part.with ? `${written(part.off)}, with ${written(part.with)}` : written(part.off);
}

function isThere(quantity: Quantity): boolean {
  return columns.some((column) => (quantity[column] ?? 0) > 0);
}

function countOf(quantity: Quantity): string {
  const amounts = columns.map((column: Column) => quantity[column] ?? 0).filter((amount) => amount > 0);
  const amount = amounts.map((each) => each.toLocaleString("en", { maximumFractionDigits: 2 })).join(" + ");
  return `${amount} × ${prices[quantity.price].unit}`;
}

function priceRow(name: PriceName): string[] {
  const { usd: price, unit, page, read }: Price = prices[name];
  return [plain(price), unit, page, readIn(read)];
}

/** `2026-10-01 [1], 2025-06-05 [5]`; what makes a price doubtful stands out. */
export function readIn(read: Price["read"]): string {
  if (read === "unverified") return "**unverified**";
  const used = names(read);
  const isOld = Object.values(read).every((day) => day < OLD_BEFORE);
  const isElsewhere = used.every((copy) => copies[copy].region !== REGION);
  return [
    ...used.map((copy) => `${read[copy]} [${numberOf(copy)}]`),
    ...(isOld ? ["**old**"] : []),
    ...(isElsewhere ? ["**other region**"] : []),
  ].join(", ");
}

function copyLine(name: CopyName): string {
  const { where, of, region }: Copy = copies[name];
  return `${numberOf(name)}. ${region}, ${of}: <${where}>`;
}

function numberOf(name: CopyName): number {
  return names(copies).indexOf(name) + 1;
}

function names<T extends object>(record: T): (keyof T)[] {
  return Object.keys(record) as (keyof T)[];
}

function usd(value: number): string {
  return value === 0 ? "" : value.toFixed(2);
}

/** Without an exponent: 0.0000035. */
function plain(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 10 });
}
