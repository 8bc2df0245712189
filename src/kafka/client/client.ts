import type { NewClient } from './types.ts';

/** A client that knows nobody yet. */
export const NEW_CLIENT: NewClient = {
  metadata: null,
  metadataRequest: null,
  needsMetadata: false,
  refresh: { attempts: 0, notBeforeMs: 0, routine: false },
  connectedTo: [],
  reconnect: {},
  nextCorrelationId: 0,
  wakeAtMs: null,
};
