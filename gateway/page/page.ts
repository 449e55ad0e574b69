import type { ReadBody } from "../http/body";
import { parametersIn } from "../http/form";
import type { Header, HttpRequest, HttpResponse } from "../http/message";
import { ServiceError } from "../protocol/service-error";
import { CHANGES, READS } from "./api";
import { asset } from "./assets";
import { type PageContext, PageError } from "./context";
import { refuseEmbedding, refuseOutside, refuseUnproven } from "./guard";
import { PAGE_SEGMENT } from "./key";

const PREFIX = `/${PAGE_SEGMENT}`;

/** Bytes. */
const LONGEST_INPUT = 16 << 10;

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  // Text never becomes HTML.
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
];

const HEADERS: readonly Header[] = [
  ["Content-Security-Policy", POLICY.join("; ")],
  ["X-Content-Type-Options", "nosniff"],
  ["X-Frame-Options", "DENY"],
  ["Referrer-Policy", "no-referrer"],
  ["Cross-Origin-Opener-Policy", "same-origin"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
  ["Cache-Control", "no-store"],
];

/**
 * Answers a request about the gate itself: the page, and the API that tells it what the gate did, and to whom. No answer
 * allows another origin to read it.
 *
 * @param peer address of the TCP peer
 * @returns undefined where the path is the API's
 */
export function answerPage(
  request: HttpRequest,
  readBody: ReadBody,
  { context, peer }: { readonly context: PageContext; readonly peer: string },
): Promise<HttpResponse> | undefined {
  if (request.path !== PREFIX && !request.path.startsWith(`${PREFIX}/`)) return undefined;
  return answered(request, readBody, { context, peer, path: request.path.slice(PREFIX.length) })
    .catch(problem)
    .then((answer) => ({ status: 200, ...answer, headers: [...answer.headers, ...HEADERS] }));
}

type Answer = Pick<HttpResponse, "body" | "headers"> & Partial<Pick<HttpResponse, "status">>;

async function answered(
  request: HttpRequest,
  readBody: ReadBody,
  { context, path, peer }: { readonly context: PageContext; readonly path: string; readonly peer: string },
): Promise<Answer> {
  refuseOutside(request, peer);
  const file = asset(path);
  if (file) {
    refuseEmbedding(request);
    return file;
  }
  refuseUnproven(request, context.key);
  const name = /^\/api\/([a-z-]+)$/.exec(path)?.[1] ?? "";
  if (request.verb === "POST") {
    const change = Object.hasOwn(CHANGES, name) ? CHANGES[name] : undefined;
    if (!change) throw new PageError(404, "There is nothing here that takes POST.");
    const body = await readBody(LONGEST_INPUT);
    return json(JSON.stringify(await change(parsed(body.toString("utf8")), context)));
  }
  const read = Object.hasOwn(READS, name) ? READS[name] : undefined;
  if (read) {
    const query = parametersIn(request.query);
    if (query === "repeated") throw new PageError(400, "A parameter is repeated.");
    return json(read(context, query));
  }
  throw new PageError(
    404,
    `There is nothing here. Expected /${PAGE_SEGMENT}/api/NAME, of ${Object.keys(READS).join(", ")}.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PageError(400, "Expected JSON.");
  }
}

function json(body: string): Answer {
  return { headers: [["Content-Type", "application/json"]], body };
}

function problem(error: unknown): Answer {
  if (!(error instanceof PageError || error instanceof ServiceError)) throw error;
  return { ...json(JSON.stringify({ message: error.message })), status: error.status };
}
