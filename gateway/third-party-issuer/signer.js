// Runs inside a worker thread: the issuer's library is an ES module only, and heavy for what the gate needs of
// it. Here Node loads it when the first token is asked for, whatever loader the rest runs through.
const { parentPort, workerData } = require("node:worker_threads");
const { OAuth2Issuer } = require("oauth2-mock-server");

const issuer = new OAuth2Issuer();
const ready = issuer.keys.add(workerData.key);

parentPort.on("message", async ({ id, claims, expiresIn, url }) => {
  try {
    await ready;
    issuer.url = url;
    const scopesOrTransform = (_header, payload) => Object.assign(payload, claims);
    const token = await issuer.buildToken({ expiresIn, scopesOrTransform });
    parentPort.postMessage({ id, token });
  } catch (error) {
    parentPort.postMessage({ id, error: String(error) });
  }
});
