/** The largest cluster that a page shows: what a sandbox can be set up with, a lesson can have. */
export const MOST_BROKERS = 10;
export const MOST_ZOOKEEPER_CLIENTS = 6;
/** Threads of one consumer's program. */
export const MOST_WORKERS = 16;
