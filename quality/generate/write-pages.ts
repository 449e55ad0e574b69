import { pageFiles } from "./pages";
import { write } from "./write";

// The second step of `npm run generate`, a process of its own, because the pages import the registries.
write(pageFiles());
