import { describe, expect, it } from 'vitest';
import type { MomentWindow } from './lastMoment.ts';
import { addressWords, noteLastMoment } from './lastMoment.ts';

/** A tab: its address bar, what it stores, and how its page was opened. */
function tab(hash: string, type: string, stored = new Map<string, string>()) {
  const location = { hash };
  const sessionStorage = {
    getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => void stored.set(key, value), removeItem: (key: string) => void stored.delete(key),
  };
  const history = { state: null, replaceState: (_state: unknown, _title: string, url: string) => { location.hash = url; } };
  return { stored, window: { location, sessionStorage, history, performance: { getEntriesByType: () => [{ type }] } } as unknown as MomentWindow };
}

/** A page that was at `then` while its bar still said `bar` is left, and opened with the bar's words. */
function leftAndOpened(bar: string, then: string, opened: { readonly hash: string; readonly type: string }): string {
  const first = tab(bar, 'navigate');
  first.window.location.hash = then;
  noteLastMoment(first.window, bar);
  return addressWords(tab(opened.hash, opened.type, first.stored).window);
}

describe('a page that is reloaded', () => {
  it('stands where it stood, though the address could not say so any more', () => {
    expect(leftAndOpened('#r=4', '#r=5', { hash: '#r=4', type: 'reload' })).toBe('#r=5');
  });

  it('follows the address where that was up to date, or is another', () => {
    expect(leftAndOpened('#r=4', '#r=4', { hash: '#r=4', type: 'reload' })).toBe('#r=4');
    expect(leftAndOpened('#r=4', '#r=5', { hash: '#r=3', type: 'reload' })).toBe('#r=3');
  });

  it('takes a link that is followed at its word', () => {
    expect(leftAndOpened('#r=4', '#r=5', { hash: '#r=4', type: 'navigate' })).toBe('#r=4');
  });

  it('puts up with whatever stands in the storage', () => {
    for (const text of ['', '{', '5', 'null', '["#r=4"]', '["#r=4", 7]', '["#r=4", "https://example.org"]']) {
      expect(addressWords(tab('#r=4', 'reload', new Map([['highwater.moment', text]])).window)).toBe('#r=4');
    }
  });
});
