/** Variables that change what a measured program does: a user's settings of this project, of cdktf, of Node.js and ts-node. */
const SETTINGS = /^(GATEHOUSE_|CDKTF_|TS_NODE_|NODE_OPTIONS$|NODE_ENV$|NODE_V8_COVERAGE$)/;

/** This process's environment without them, and with numbers as C writes them. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !SETTINGS.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: "C" };
}
