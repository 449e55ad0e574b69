/** One comment on the pull request, which every run writes anew. */
import type { WorkflowEvent } from "./workflow";

/** GitHub gives at most so many comments at once; the first of very many pages suffice. */
const PAGE = 100;
const MAX_PAGES = 30;
const TIMEOUT_MS = 30_000;

export interface CommentPlace {
  /** `https://api.github.com` */
  readonly api: string;
  /** `https://api.github.com/graphql` */
  readonly graphql: string;
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
  readonly user?: { readonly login?: string; readonly type?: string } | null;
}

/** Where to comment; undefined where there is no pull request or no token. */
export function commentPlace(
  environment: Readonly<Record<string, string | undefined>>,
  { pull_request }: WorkflowEvent,
  token: string,
): CommentPlace | undefined {
  const {
    GITHUB_API_URL: api = "https://api.github.com",
    GITHUB_GRAPHQL_URL: graphql = `${api}/graphql`,
    GITHUB_REPOSITORY: repository,
  } = environment;
  if (!pull_request || !repository || token === "") return undefined;
  return { api, graphql, repository, number: pull_request.number, token };
}

/**
 * Writes the comment that begins with this marker, or the first one. Only a comment of the token's own account or app counts:
 * anyone may begin a comment with the marker, and could change it afterwards. Where it cannot be changed, a new one is
 * written, so that no comment of another keeps the report back.
 *
 * @throws Error naming the request and the answer, unless it is that the token may not comment
 */
export async function postComment(place: CommentPlace, marker: string, body: string): Promise<Posted> {
  try {
    const own = await ownComment(place, marker);
    const changed = own && (await changedComment(place, own, body));
    const { html_url = "" } =
      changed ?? (await call<Comment>(place, "POST", `issues/${place.number}/comments`, { body }));
    return { url: html_url };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.message };
    throw error;
  }
}

/** Undefined where the token may not change it, or it is gone. */
async function changedComment(
  place: CommentPlace,
  { id }: Comment,
  body: string,
): Promise<Comment | undefined> {
  try {
    return await call(place, "PATCH", `issues/comments/${id}`, { body });
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

async function ownComment(place: CommentPlace, marker: string): Promise<Comment | undefined> {
  const login = await ownLogin(place);
  if (login === undefined) return undefined;
  for (let page = 1; page <= MAX_PAGES; page++) {
    const path = `issues/${place.number}/comments?per_page=${PAGE}&page=${page}`;
    const comments = await call<readonly Comment[]>(place, "GET", path);
    const own = comments.find(({ body, user }) => user?.login === login && body?.startsWith(marker));
    if (own || comments.length < PAGE) return own;
  }
  return undefined;
}

/**
 * The account that comments of the token are of: `github-actions[bot]`. GraphQL says it of an app's token too, which REST does
 * not. Undefined where it is not said; then a comment is new.
 */
async function ownLogin({ graphql, token }: CommentPlace): Promise<string | undefined> {
  const answer = await request(graphql, "POST", token, { query: "{ viewer { login } }" });
  if (!answer.ok) return undefined;
  const { data } = (await answer.json()) as {
    readonly data?: { readonly viewer?: { readonly login?: string } };
  };
  return data?.viewer?.login;
}

class Refused extends Error {}

async function call<T = Comment>(
  { api, repository, token }: CommentPlace,
  method: string,
  path: string,
  content?: object,
): Promise<T> {
  const answer = await request(`${api}/repos/${repository}/${path}`, method, token, content);
  if (answer.ok) return (await answer.json()) as T;
  const said = `${method} ${path.split("?")[0]}: ${answer.status} ${(await answer.text()).slice(0, 300)}`;
  // 404 is what a token without the right gets of a private repository.
  if ([401, 403, 404].includes(answer.status)) throw new Refused(said);
  throw new Error(said);
}

function request(url: string, method: string, token: string, content?: object): Promise<Response> {
  return fetch(url, {
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
}
