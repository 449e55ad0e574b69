import { createTrigger } from "./trigger";

export const handler = createTrigger(process.env);
