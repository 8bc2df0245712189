import { expect, test } from 'vitest';
import { printStart, readStart } from './startBlock.ts';

test('what a page begins with comes through its data block, whatever a lesson’s texts hold', () => {
  const start = { address: '#lesson=mine&r=3', lesson: { title: '</script><script>alert(1)</script><!-- "&\u2028' } };
  expect(printStart(start)).not.toContain('<');
  expect(readStart(printStart(start))).toEqual(start);
});

test.each([undefined, null, '', '{', 'null', '[]', '{}', '{"address":1}'])('%j is no beginning', (text) => {
  expect(readStart(text)).toBeNull();
});
