/** So many requests are named. */
const NAMED = 3;

/** Requests in a sentence, each once: `GET /a, POST /a, PUT /a, 2 more`. */
export function listed(requests: readonly string[]): string {
  const all = [...new Set(requests)];
  const shown = all.length > NAMED ? [...all.slice(0, NAMED), `${all.length - NAMED} more`] : all;
  return shown.join(", ");
}
