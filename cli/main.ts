import { setFlagsFromString } from "node:v8";
import { gatehouse } from "./gatehouse";

// The parser of HCL is WebAssembly of which most runs once: optimizing it takes longer than all that it parses.
setFlagsFromString("--liftoff-only");

// As in `gatehouse access | head`: who reads no further has all it wants.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

gatehouse(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
