import { expect, test } from 'vitest';
import { placed } from './placed.ts';

const ROOM = { width: 1440, height: 900 };
const CARD = { width: 300, height: 160 };

test.each([
  ['right of the lesson', { left: 0, top: 40, width: 290, height: 780 }, { left: 302, top: 40 }],
  ['left of the details', { left: 1140, top: 40, width: 300, height: 780 }, { left: 828, top: 40 }],
  ['above the timeline', { left: 20, top: 820, width: 1400, height: 40 }, { left: 570, top: 648 }],
  ['over what leaves no room', { left: 0, top: 0, width: 1440, height: 900 }, { left: 570, top: 728 }],
])('a card stands %s, inside the window', (_where, target, card) => {
  expect(placed(target, CARD, ROOM).card).toEqual(card);
});
