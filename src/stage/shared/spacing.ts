import { Ruler, USUAL } from './text.ts';

/** How words are set now, and word of it when that changes. */
export interface WatchedSpacing {
  readonly ruler: Ruler;
  stop(): void;
}

const SAMPLE = 'as far apart as you wish';
/** The smallest type of the pictures: a distance in pixels, which says less in larger type, is then large enough for all. */
const SAMPLE_PX = 11;

const watchers = new Set<() => void>();
let ruler = USUAL;
let sample: HTMLElement | null = null;

/** Tells a picture how far apart a visitor sets letters and words, with a style sheet of their own or a tool of their browser. */
export function watchSpacing(onChange: () => void): WatchedSpacing {
  if (sample?.isConnected !== true) sample = placeSample();
  watchers.add(onChange);
  return {
    get ruler() {
      return ruler;
    },
    stop: () => {
      watchers.delete(onChange);
    },
  };
}

/** Words that nobody sees: their width changes with their spacing, which no event tells of. */
function placeSample(): HTMLElement {
  const words = document.createElement('span');
  words.textContent = SAMPLE;
  words.lang = 'en';
  words.setAttribute('aria-hidden', 'true');
  Object.assign(words.style, { position: 'absolute', insetInlineStart: '0', insetBlockStart: '0', visibility: 'hidden', whiteSpace: 'pre', pointerEvents: 'none', fontSize: `${SAMPLE_PX}px` });
  document.body.append(words);
  ruler = rulerFor(words);
  new ResizeObserver(() => {
    const before = ruler;
    ruler = rulerFor(words);
    if (ruler !== before) for (const tell of watchers) tell();
  }).observe(words);
  return words;
}

/** The one that is kept, when it still holds. */
function rulerFor(words: Element): Ruler {
  const { fontSize, letterSpacing, wordSpacing } = getComputedStyle(words);
  const [letters, spaces] = [letterSpacing, wordSpacing].map((apart) => emsOf(apart, Number.parseFloat(fontSize))) as [number, number];
  if (letters === ruler.letters && spaces === ruler.words) return ruler;
  return letters === 0 && spaces === 0 ? USUAL : new Ruler(letters, spaces);
}

/** `normal` is nothing; closer than the typeface says needs no less room. */
function emsOf(apart: string, fontPx: number): number {
  const px = Number.parseFloat(apart);
  return px > 0 && fontPx > 0 ? Math.round((px / fontPx) * 1000) / 1000 : 0;
}
