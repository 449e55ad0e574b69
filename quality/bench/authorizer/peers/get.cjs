// How a peer that fetches nothing gets a JWKS: with node:http.
const { get } = require("node:http");

module.exports = (url) =>
  new Promise((resolve, reject) => {
    const request = get(url, { agent: false }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => resolve(Buffer.concat(chunks)));
    });
    request.on("error", reject);
  });
