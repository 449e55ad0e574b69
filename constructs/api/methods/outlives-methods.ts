/**
 * The lifecycle of what a method names: an authorizer, a model, a request validator. API Gateway deletes none that is
 * in use, so one that goes does so after the methods let go of it.
 */
export const OUTLIVES_METHODS = { createBeforeDestroy: true };
