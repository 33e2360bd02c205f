import fc from "fast-check";

/** A found fault is enough: nobody reads the smallest example of it. */
fc.configureGlobal({ endOnFailure: true });
