/** Parts of a page that say their name when they take the focus. */
const NAMED = '[tabindex], fieldset, dialog[open], main, [aria-label], [aria-labelledby]';

/**
 * Whatever has the focus may vanish with what it did: a dialog's picture of a message that is delivered, the row that is
 * removed, the bar that makes way. The browser then falls back to the page's very beginning; the focus goes to the
 * nearest part around it that is left instead, else to the page's main part.
 */
export function rescueFocus(page: Document): void {
  let way: readonly Element[] = [];
  page.addEventListener('focusin', ({ target }) => { way = target instanceof Element ? waysUp(target) : []; });
  // Whoever presses beside everything lets go.
  page.addEventListener('pointerdown', ({ target }) => { if (!(target instanceof Element) || target.closest(FOCUSED_BY_PRESS) === null) way = []; });
  let asked = false;
  const look = (): void => {
    asked = false;
    if (page.activeElement !== page.body || way[0] === undefined || isThere(way[0])) return;
    const left = way.find((element) => isThere(element) && element.matches(NAMED)) ?? page.querySelector('main');
    if (left instanceof HTMLElement) focusOnce(left);
  };
  const changed = (): void => {
    if (asked || way[0] === undefined || isThere(way[0])) return;
    asked = true;
    // A dialog that closes, or a panel that knows better, moves it first.
    requestAnimationFrame(look);
  };
  new MutationObserver(changed).observe(page.body, { childList: true, subtree: true });
}

const FOCUSED_BY_PRESS = 'button, a, input, select, textarea, summary, label, [tabindex]';

function waysUp(from: Element): readonly Element[] {
  const way: Element[] = [];
  for (let element: Element | null = from; element !== null && element.localName !== 'body'; element = element.parentElement) way.push(element);
  return way;
}

function isThere(element: Element): boolean {
  return element.isConnected && element.closest('dialog:not([open])') === null;
}

/** It is no stop of the Tab key, before and after. */
function focusOnce(element: HTMLElement): void {
  if (!element.hasAttribute('tabindex')) {
    element.tabIndex = -1;
    element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
  }
  element.focus({ preventScroll: true });
}
