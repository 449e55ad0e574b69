/** One comment on the pull request, which every run writes anew. */
import type { WorkflowEvent } from "./workflow";

/** GitHub gives at most so many comments at once; the first of very many pages suffice. */
const PAGE = 100;
const MAX_PAGES = 30;
const TIMEOUT_MS = 30_000;

export interface CommentPlace {
  /** `https://api.github.com` */
  readonly api: string;
  /** `OWNER/NAME` */
  readonly repository: string;
  /** Of the pull request. */
  readonly number: number;
  readonly token: string;
}

/** `refused`: the token may not comment, as that of a fork's pull request may not. */
export type Posted = { readonly url: string } | { readonly refused: string };

interface Comment {
  readonly id: number;
  readonly body?: string | null;
  readonly html_url?: string;
  readonly user?: { readonly type?: string } | null;
}

/** Where to comment; undefined where there is no pull request or no token. */
export function commentPlace(
  environment: Readonly<Record<string, string | undefined>>,
  { pull_request }: WorkflowEvent,
  token: string,
): CommentPlace | undefined {
  const { GITHUB_API_URL: api = "https://api.github.com", GITHUB_REPOSITORY: repository } = environment;
  if (!pull_request || !repository || token === "") return undefined;
  return { api, repository, number: pull_request.number, token };
}

/**
 * Writes the comment that begins with this marker, or the first one. Only comments of apps count, such as those of
 * github-actions: anyone may begin a comment with the marker, and could change it afterwards.
 *
 * @throws Error naming the request and the answer, unless it is that the token may not comment
 */
export async function postComment(place: CommentPlace, marker: string, body: string): Promise<Posted> {
  try {
    const own = await ownComment(place, marker);
    const { html_url = "" } = own
      ? await call(place, "PATCH", `issues/comments/${own.id}`, { body })
      : await call(place, "POST", `issues/${place.number}/comments`, { body });
    return { url: html_url };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.message };
    throw error;
  }
}

async function ownComment(place: CommentPlace, marker: string): Promise<Comment | undefined> {
  for (let page = 1; page <= MAX_PAGES; page++) {
    const path = `issues/${place.number}/comments?per_page=${PAGE}&page=${page}`;
    const comments = await call<readonly Comment[]>(place, "GET", path);
    const own = comments.find(({ body, user }) => user?.type === "Bot" && body?.startsWith(marker));
    if (own || comments.length < PAGE) return own;
  }
  return undefined;
}

class Refused extends Error {}

async function call<T = Comment>(
  { api, repository, token }: CommentPlace,
  method: string,
  path: string,
  content?: object,
): Promise<T> {
  const answer = await fetch(`${api}/repos/${repository}/${path}`, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "user-agent": "gatehouse",
      "x-github-api-version": "2022-11-28",
      ...(content && { "content-type": "application/json" }),
    },
    ...(content && { body: JSON.stringify(content) }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (answer.ok) return (await answer.json()) as T;
  const said = `${method} ${path.split("?")[0]}: ${answer.status} ${(await answer.text()).slice(0, 300)}`;
  // 404 is what a token without the right gets of a private repository.
  if ([401, 403, 404].includes(answer.status)) throw new Refused(said);
  throw new Error(said);
}
