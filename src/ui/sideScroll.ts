/** What is wider than its place and scrolls sideways in it. */

/** Marks the ends behind which there is more, and lets the keyboard scroll where there is any. */
export function showEnds(holder: HTMLElement): void {
  const spare = holder.scrollWidth - holder.clientWidth;
  const at = holder.scrollLeft;
  holder.dataset['more'] = [...(at > 1 ? ['start'] : []), ...(at < spare - 1 ? ['end'] : [])].join(' ');
  holder.tabIndex = spare > 0 ? 0 : -1;
}

/** A part that is not wholly in sight is brought to the middle, as far as that goes: only sideways, the page itself must not move. */
export function bringToMiddle(holder: HTMLElement, part: Element | null): void {
  if (part === null) return;
  const [frame, box] = [holder.getBoundingClientRect(), part.getBoundingClientRect()];
  if (box.left >= frame.left + FADE_PX && box.right <= frame.right - FADE_PX) return;
  holder.scrollLeft += (box.left + box.right) / 2 - (frame.left + frame.right) / 2;
}

/** As far the ends fade (`side.css`). */
const FADE_PX = 24;
