import { didYouMean, shown } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import type { Cors } from "./cors";

const HOST = "[a-z0-9-]+(\\.[a-z0-9-]+)*";
const PORT = String.raw`(:[1-9]\d{0,4})?`;
const SECURE = new RegExp(`^https://${HOST}${PORT}$`);
/** Plain http is for development only: the network could change such a page. */
const LOCAL = new RegExp(String.raw`^http://(localhost|127\.0\.0\.1|\[::1\])${PORT}$`);
/** A web view's page: `capacitor://localhost`, `app://shop`. The schemes of the web are left out. */
const APP = new RegExp(
  `^(?!(https?|wss?|ftp|file|data|blob|about|javascript|null):)[a-z][a-z0-9+.-]*://${HOST}$`,
);

const FIELDS = Object.keys({
  origins: true,
  headers: true,
  exposes: true,
  maxAge: true,
} satisfies Record<keyof Cors, true>);

/**
 * @throws DeclarationError `CORS_FIELD_UNKNOWN`, `CORS_ORIGINS_MISSING`, `CORS_ORIGIN_INVALID`,
 *   `CORS_ORIGIN_TWICE`, `CORS_HEADER_INVALID`, `CORS_MAX_AGE_INVALID`
 */
export function checkCors(cors: Cors): void {
  const unknown = Object.keys(cors).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) {
    throw new DeclarationError(
      "CORS_FIELD_UNKNOWN",
      `CORS has the field ${shown(unknown)}; the fields are ${FIELDS.join(", ")}.${didYouMean(unknown, FIELDS)}`,
    );
  }
  checkOrigins(cors.origins);
  checkNames("headers", cors.headers ?? []);
  checkNames("exposes", cors.exposes ?? []);
  const maxAge = cors.maxAge ?? 3600;
  if (!Number.isInteger(maxAge) || maxAge < 0 || maxAge > 86_400) {
    throw new DeclarationError(
      "CORS_MAX_AGE_INVALID",
      `The CORS maxAge is ${maxAge}; expected 0 to 86400 seconds.`,
    );
  }
}

function checkNames(field: string, names: unknown): void {
  if (!Array.isArray(names)) {
    throw new DeclarationError(
      "CORS_HEADER_INVALID",
      `The CORS ${field} are ${shown(names)}; expected a list of names.`,
    );
  }
  const wrong = names.find((name) => typeof name !== "string" || !/^[A-Za-z0-9-]+$/.test(name));
  if (wrong === undefined) return;
  throw new DeclarationError(
    "CORS_HEADER_INVALID",
    `CORS names the header ${shown(wrong)}, which is no header's name.`,
  );
}

function checkOrigins(origins: unknown): void {
  if (!Array.isArray(origins) || origins.length === 0) {
    throw new DeclarationError(
      "CORS_ORIGINS_MISSING",
      `CORS has the origins ${shown(origins)}; expected a list of at least one, such as ["https://shop.example.com"].`,
    );
  }
  for (const [i, origin] of origins.entries()) {
    const problem = problemWith(origin, origins.length);
    if (problem !== undefined) {
      throw new DeclarationError("CORS_ORIGIN_INVALID", `The CORS origin ${shown(origin)} ${problem}.`);
    }
    if (origins.indexOf(origin) !== i) {
      throw new DeclarationError("CORS_ORIGIN_TWICE", `The CORS origin "${origin}" is declared twice.`);
    }
  }
}

/** Browsers compare origins as strings, so an origin in another spelling than theirs would never match. */
function problemWith(origin: unknown, count: number): string | undefined {
  if (origin === "*") return count === 1 ? undefined : "already stands for all the others; expected it alone";
  if (typeof origin !== "string") return "is not a text";
  if (origin === "null") return "is the origin of every sandboxed page";
  if (origin.includes("*")) return "has a wildcard; expected each origin written out, or * alone";
  if (/^https:.*:443$|^http:.*:80$/.test(origin))
    return "names the scheme's own port, which browsers leave out";
  if (SECURE.test(origin) || LOCAL.test(origin) || APP.test(origin)) return undefined;
  if (/^http:/.test(origin)) return "is plain http; expected https, or http with localhost or 127.0.0.1";
  return "is not an origin; expected a scheme and a host in small letters such as https://shop.example.com, without a path, or *";
}
