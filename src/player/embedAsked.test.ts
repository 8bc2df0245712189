import { expect, test } from 'vitest';
import { readEmbed, writeEmbed } from './embedAsked.ts';

test.each([
  ['', null], ['?home', null], ['?embedded', null], ['?embed', { words: false, stage: null }], ['?embed&words', { words: true, stage: null }],
  ['?words&embed=1&stage=group', { words: true, stage: 'group' }], ['?embed&stage=moon', { words: false, stage: null }],
])('%j asks for %j', (search, asked) => {
  expect(readEmbed(search)).toEqual(asked);
  if (asked !== null) expect(readEmbed(writeEmbed(readEmbed(search) ?? { words: false, stage: null }))).toEqual(asked);
});
