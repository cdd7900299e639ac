/** A worker that never says it is ready. */
export {};
