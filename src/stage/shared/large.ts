/** The height of the type where a picture stands, in pixels of the page. */
export function typeOf(holder: Element | null): number {
  return holder === null ? 0 : Number.parseFloat(getComputedStyle(holder).fontSize);
}

/** How much larger a picture is drawn so that its smallest words are as high as the type around it; never smaller than usual. */
export function largeBy(holder: Element, smallestPx: number): number {
  return Math.max(1, typeOf(holder) / smallestPx);
}
