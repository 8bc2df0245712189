import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LONGEST_PATTERN, patternMatcher } from './pattern.ts';

const atom = fc.constantFrom('a', 'b', '-', '.', '\\.', '\\w', '\\d', '[ab]', '[^a]', '[\\]a-]', '\\x61', '\\u0062', '\\p{L}', '^', '$', '\\b', '\\B');
const quantifier = fc.constantFrom('', '', '*', '+', '?', '*?', '{2}', '{0}', '{1,}', '{0,2}', '{2,3}?');
const pattern = fc.letrec<{ group: string; term: string; whole: string }>((tie) => ({
  whole: fc.array(fc.array(tie('term'), { maxLength: 3 }).map((terms) => terms.join('')), { minLength: 1, maxLength: 2 }).map((ways) => ways.join('|')),
  group: fc.tuple(fc.constantFrom('(', '(?:', '(?=', '(?!', '(?<=', '(?<!'), tie('whole')).map(([open, inner]) => `${open}${inner})`),
  term: fc.oneof({ maxDepth: 3 }, fc.tuple(atom, quantifier).map(([one, times]) => (/^[$^]$|^\\[bB]$/.test(one) ? one : one + times)), fc.tuple(tie('group'), quantifier).map(([one, times]) => (/^\(\?[=!<]/.test(one) ? one : one + times))),
})).whole.filter((text) => text.length < 80);
const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '-', '.', '_'), maxLength: 6 });

describe('a pattern', () => {
  test('takes exactly the names that a regular expression takes', () => {
    let taken = 0;
    fc.assert(fc.property(pattern, fc.array(name, { maxLength: 6 }), (text, names) => {
      const usual = new RegExp(`^(?:${text})$`, 'u');
      const ours = patternMatcher(text);
      for (const one of ['', 'a', 'ab', ...names]) {
        expect(ours(one), `${text} on "${one}"`).toBe(usual.test(one));
        taken += usual.test(one) ? 1 : 0;
      }
    }), { numRuns: 2_000 });
    expect(taken).toBeGreaterThan(500);
  });

  test.each<readonly [text: string, takes: string, not: string]>([
    ['orders|payments', 'payments', 'payments-2'],
    ['(?!test-).*', 'orders', 'test-orders'],
    ['.*(?<!-dlq)', 'orders', 'orders-dlq'],
    ['team\\.[a-z]+\\.v\\d{1,2}', 'team.billing.v12', 'team.billing.v123'],
    ['(?<team>a|b)-x', 'b-x', 'c-x'],
  ])('%s', (text, takes, not) => {
    expect([patternMatcher(text)(takes), patternMatcher(text)(not)]).toEqual([true, false]);
  });

  test.each(['(a+)+b', '(a|a)*b', '(a|aa)+b', '(.*)*b', '((((a*)*)*)*)*b', 'a*a*a*a*a*a*a*a*a*a*b', '(?=(a+)+b)a*', '(?:(?=(?:a|a)*(?=(?:a|a)*b))a)*b', '(a?){100}a{100}b'])('that would never end takes as few steps as others: %s', (text) => {
    // A trying matcher needs more steps than there are atoms; this one either answers, or the test never ends.
    expect(patternMatcher(text)('a'.repeat(249))).toBe(false);
  });

  test.each([
    ['(a)\\1', 'a backreference (character 4 of the pattern) could be matched forever'],
    ['(?<x>a)\\k<x>', 'a backreference (character 8 of the pattern) could be matched forever'],
    ['(', '( is not a regular expression'],
    ['a**', 'a** is not a regular expression'],
    ['((a{100}){100}){100}', 'the pattern repeats too much: written out, it has more than 2000 parts'],
    ['a{999999999}', 'the pattern repeats too much: written out, it has more than 2000 parts'],
    ['(?:){999999999}', 'the pattern repeats too much: written out, it has more than 2000 parts'],
    ['a'.repeat(LONGEST_PATTERN + 1), `a pattern has at most ${LONGEST_PATTERN} characters`],
  ])('is refused with what is wrong and where: %s', (text, reason) => {
    expect(() => patternMatcher(text)).toThrow(new RangeError(reason));
  });
});
