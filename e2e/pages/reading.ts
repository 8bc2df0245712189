import type { Locator } from '@playwright/test';
import type { HighwaterPage } from './HighwaterPage.ts';

/** What one meets at a stop. */
export interface Reading {
  /** What is said of the step to those who listen. */
  readonly said: string;
  /** Texts to be read or heard on the page that were at no stop before, none of them said to be English, nor part of a statechart: that shows the names of a machine's states and events. */
  readonly news: readonly string[];
}

/**
 * Reads the page, then steps on and reads it again until the button to step rests; without a button, stays. The steps
 * are taken from inside the page, which is quicker; each is read once all it asked for has been drawn.
 */
export async function reading({ page, stage }: HighwaterPage, step: Locator | null = null): Promise<readonly Reading[]> {
  await stage.settled();
  const button = step === null ? null : await step.elementHandle();
  return page.evaluate(async (until) => {
    const known = new Set<string>();
    const isEnglish = (element: Element): boolean => element.closest('[lang]')?.getAttribute('lang') === 'en';
    // A name may end its line within itself, and is one name all the same.
    const afterBreak = ({ previousSibling }: Node): boolean => previousSibling?.nodeName === 'WBR';
    const texts = (): readonly string[] => {
      const found: string[] = [];
      for (const element of document.body.querySelectorAll('*')) {
        if (isEnglish(element) || element.matches('script, style, option, .statechart *')) continue;
        for (const name of ['aria-label', 'title', 'aria-valuetext', 'placeholder']) found.push(element.getAttribute(name) ?? '');
        for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) found.push(afterBreak(node) ? `${found.pop()}${node.textContent}` : node.textContent ?? '');
      }
      return found;
    };
    const read = () => {
      const news = [...new Set(texts())].filter((text) => !known.has(text));
      for (const text of news) known.add(text);
      return { said: document.querySelector('[data-testid=announcer]')?.textContent ?? '', news };
    };
    const mayGoOn = (): boolean => until !== null && until.getAttribute('aria-disabled') !== 'true';
    const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const seen = [read()];
    // Drawn, and not painted: nobody looks.
    document.documentElement.style.clipPath = 'inset(50%)';
    while (mayGoOn() && seen.length < 1_000) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', code: 'ArrowRight', bubbles: true }));
      do await drawn(); while (document.querySelector('[aria-busy=true]') !== null);
      seen.push(read());
    }
    document.documentElement.style.clipPath = '';
    return seen;
  }, button);
}
