import { expect, it } from 'vitest';
import { apiKeyOf, apiKeys } from './api.ts';

it('every request has a key of its own', () => {
  expect(new Set(Object.values(apiKeys)).size).toBe(Object.keys(apiKeys).length);
  expect(apiKeyOf('AlterPartition')).toBe(56);
});
