import { servePublic } from "../handler/serve";

/** Open to everybody: it touches nothing and tells nothing but that the API answers. */
export const handler = servePublic(() => ({ status: 200, body: { status: "ok" } }));
