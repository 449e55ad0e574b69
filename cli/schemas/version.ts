/** Of every report that is JSON; it grows with a change that a reader of the report has to know. */
export const VERSION = 1;
