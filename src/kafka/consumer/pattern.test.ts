import { describe, expect, test } from 'vitest';
import { LONGEST_PATTERN, patternMatcher } from './pattern.ts';

describe('a pattern', () => {
  test.each<readonly [text: string, takes: string, not: string]>([
    ['orders|payments', 'payments', 'payments-2'],
    ['(?!test-).*', 'orders', 'test-orders'],
    ['.*(?<!-dlq)', 'orders', 'orders-dlq'],
    ['team\\.[a-z]+\\.v\\d{1,2}', 'team.billing.v12', 'team.billing.v123'],
    ['(?<team>a|b)-x', 'b-x', 'c-x'],
    ['orders(-dlq)?', 'orders-dlq', 'orders-dl'],
    ['[(*+?]{3}a{2}', '(*+aa', '(*+a'],
    ['.*-(eu|us)-.*', 'orders-eu-1', 'orders-as-1'],
  ])('%s takes whole names', (text, takes, not) => {
    expect([patternMatcher(text)(takes), patternMatcher(text)(not)]).toEqual([true, false]);
  });

  test.each(['.*.*.*b', '[a-z]*a*.*b', '(a|a).*a+b', '(?=.*a)a*b', 'a{0,249}a{0,249}a{0,249}b'])('the slowest that are taken have an answer at once: %s', (text) => {
    // One more repetition, and this test would not end within its time.
    expect(patternMatcher(text)('a'.repeat(249))).toBe(false);
  });

  test.each(['(a+)+b', '(a|a)*b', '(.*)*b', '((((a*)*)*)*)*b', '(a?){100}a', '(?:a|aa)+b', '(?:){999999999}'])('a repeated group could be matched forever: %s', (text) => {
    expect(() => patternMatcher(text)).toThrow(new RangeError('a group that is repeated could be matched forever'));
  });

  test.each([
    ['(a)\\1', 'a pattern without backreferences is needed'],
    ['(?<x>a)\\k<x>', 'a pattern without backreferences is needed'],
    ['(', '( is not a regular expression'],
    ['a)|(b', 'a)|(b is not a regular expression'],
    ['a**', 'a** is not a regular expression'],
    ['a*a*a*a*b', 'a pattern has at most 3 groups and repetitions together'],
    ['(a|a)(a|a)(a|a)(a|a)', 'a pattern has at most 3 groups and repetitions together'],
    ['a'.repeat(LONGEST_PATTERN + 1), `a pattern has at most ${LONGEST_PATTERN} characters`],
  ])('is refused with what is wrong: %s', (text, reason) => {
    expect(() => patternMatcher(text)).toThrow(new RangeError(reason));
  });
});
