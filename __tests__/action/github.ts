/** A stand-in for GitHub's API of a pull request's comments. */
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly authorization: string;
  readonly body: string;
}

export interface StoredComment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string; readonly type: string };
}

export interface GitHub {
  readonly url: string;
  readonly asked: readonly Asked[];
  readonly comments: StoredComment[];
  /** Whose token it is; undefined where GraphQL does not say it. */
  login: string | undefined;
  /** The commit of the branch main. */
  main: string;
  /** What it answers to changes instead, from now on. */
  refuse(status: number | undefined): void;
  stop(): Promise<void>;
}

export const COMMENTS = "/repos/shop/infra/issues/7/comments";

/** Of the comments that are made here. */
export const OWN = { login: "github-actions[bot]", type: "Bot" };

export async function startGitHub(): Promise<GitHub> {
  const asked: Asked[] = [];
  const comments: StoredComment[] = [];
  let refused: number | undefined;
  const server = createServer(async (request, response) => {
    const { method = "", url: path = "" } = request;
    const body = await textOf(request);
    const content = body === "" ? "" : ((JSON.parse(body) as { body?: string }).body ?? "");
    if (path === "/graphql") {
      expect(JSON.parse(body)).toEqual({ query: "{ viewer { login } }" });
      const { login } = github;
      const said = login === undefined ? { errors: [{}] } : { data: { viewer: { login } } };
      response.writeHead(login === undefined ? 403 : 200).end(JSON.stringify(said));
      return;
    }
    asked.push({ method, path, authorization: request.headers.authorization ?? "", body: content });
    const answer = (status: number, value: unknown) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    };
    const { pathname, searchParams } = new URL(path, "http://localhost");
    const id = /^\/repos\/shop\/infra\/issues\/comments\/(\d+)$/.exec(pathname)?.[1];
    const changed = comments.find((comment) => comment.id === Number(id));
    if (refused !== undefined && method !== "GET")
      return answer(refused, { message: "Resource not accessible" });
    if (method === "GET" && pathname === COMMENTS) {
      const [size, page] = ["per_page", "page"].map((name) => Number(searchParams.get(name)));
      return answer(200, comments.slice(((page ?? 1) - 1) * (size ?? 30)).slice(0, size));
    }
    if (method === "GET" && pathname === "/repos/shop/infra/git/ref/heads/main")
      return answer(200, { ref: "refs/heads/main", object: { sha: github.main, type: "commit" } });
    if (method === "POST" && pathname === COMMENTS) {
      const made = { id: comments.length + 1, body: content, user: OWN };
      comments.push(made);
      return answer(201, { ...made, html_url: `https://github.test/comment-${made.id}` });
    }
    // GitHub lets an app change its own comments only.
    if (method === "PATCH" && changed && changed.user.login !== OWN.login)
      return answer(403, { message: "Resource not accessible by integration" });
    if (method === "PATCH" && changed) {
      changed.body = content;
      return answer(200, { ...changed, html_url: `https://github.test/comment-${changed.id}` });
    }
    return answer(404, { message: "Not Found" });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const github: GitHub = {
    login: OWN.login,
    main: "c".repeat(40),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    comments,
    refuse: (status) => {
      refused = status;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return github;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const bytes of request) text += bytes;
  return text;
}
