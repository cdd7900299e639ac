/** A worker that fails at once. */
throw new Error("this worker cannot begin");
