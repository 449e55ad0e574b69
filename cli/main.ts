import { gatehouse } from "./gatehouse";

// As in `gatehouse access | head`: who reads no further has all it wants.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

gatehouse(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
