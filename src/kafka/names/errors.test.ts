import { describe, expect, it } from 'vitest';
import { errorNames, errorOfCode, errors, isRetriable, refreshesMetadata } from './errors.ts';

describe('errors', () => {
  it('no two errors share a number', () => {
    expect(new Set(errorNames.map((name) => errors[name].code)).size).toBe(errorNames.length);
  });

  it('what makes a client refresh its metadata is also worth a retry', () => {
    for (const name of errorNames) if (refreshesMetadata(name)) expect(isRetriable(name)).toBe(true);
  });

  it('a stale leader is retried with new metadata, too few replicas without', () => {
    expect(refreshesMetadata('NOT_LEADER_OR_FOLLOWER')).toBe(true);
    expect(isRetriable('NOT_ENOUGH_REPLICAS')).toBe(true);
    expect(refreshesMetadata('NOT_ENOUGH_REPLICAS')).toBe(false);
  });

  it('the fenced and the disordered are final', () => {
    for (const name of ['PRODUCER_FENCED', 'OUT_OF_ORDER_SEQUENCE_NUMBER', 'ILLEGAL_GENERATION'] as const) expect(isRetriable(name)).toBe(false);
  });

  it('an error is found by its number', () => {
    expect(errorOfCode(6)).toBe('NOT_LEADER_OR_FOLLOWER');
    expect(errorOfCode(-1)).toBe('UNKNOWN_SERVER_ERROR');
    expect(errorOfCode(9999)).toBeUndefined();
  });
});
