import { servePublic } from "../handler/serve";

/** Open to all callers: it reads nothing, and says only that the API answers. */
export const handler = servePublic(() => ({ status: 200, body: { status: "ok" } }));
