import { describe, expect, test } from 'vitest';
import { lessons } from '../lessons/index.ts';
import { openLesson } from './openLesson.ts';
import { paletteEntries, scoreOf, searchPalette } from './palette.ts';
import type { Player } from './player.ts';
import { FIRST_SET_UP } from './sandboxForm.ts';
import { createPlayer } from './sessionStore.ts';

function sandbox(): Player {
  const player = createPlayer({ open: openLesson, language: 'en', theme: 'light', singleLetterKeys: true });
  player.startSandbox(FIRST_SET_UP);
  return player;
}

const found = (player: Player, query: string) => searchPalette(paletteEntries(player.store.getState(), lessons), query);

describe('the command palette', () => {
  test('every word of the query counts, in either language', () => {
    const player = sandbox();
    expect(found(player, 'kill broker 2')[0]?.label.en).toBe('Kill broker 2');
    expect(found(player, '杀掉 broker 2')[0]?.label.en).toBe('Kill broker 2');
    expect(found(player, '２ kill')[0]?.label.en).toBe('Kill broker 2');
    expect(found(player, 'cut broker-1 broker-2')[0]?.label.en).toBe('Cut broker-1 from broker-2');
    expect(found(player, 'unclean election')[0]?.label.en).toContain('Unclean leader election');
    player.dispose();
  });

  test('letters in order are enough: kb2 is “Kill broker 2”', () => {
    const player = sandbox();
    expect(found(player, 'kb2').map((entry) => entry.label.en)).toContain('Kill broker 2');
    expect(found(player, 'zzzqq')).toEqual([]);
    player.dispose();
  });

  test('what cannot be done is found with the reason, and becomes possible when it is', () => {
    const player = sandbox();
    const restart = () => found(player, 'restart broker 1')[0];
    expect(restart()).toMatchObject({ enabled: false, refusal: { en: 'broker 1 is running', zh: 'Broker 1 正在运行' } });
    found(player, 'kill broker 1')[0]?.run(player);
    expect(restart()).toMatchObject({ enabled: true, refusal: null });
    player.dispose();
  });

  test('a better spot scores higher', () => {
    expect(scoreOf('kill broker 2', 'kill')).toBeGreaterThan(scoreOf('skill broker 2', 'kill'));
    expect(scoreOf('kill broker 2', 'kill')).toBeGreaterThan(scoreOf('k i l l', 'kill'));
    expect(scoreOf('abc', 'x')).toBe(0);
  });
});
