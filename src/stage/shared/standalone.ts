import { select } from 'd3-selection';

/** A drawn svg and where it stands in the picture. */
export interface PicturePart {
  readonly svg: SVGSVGElement;
  readonly y: number;
}

export interface PictureFrame {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  readonly lang: string;
  readonly background: string;
}

/** What a picture's looks come to; everything else is the default of any viewer. */
const LOOKS = [
  'fill', 'fill-opacity', 'fill-rule', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'stroke-opacity', 'paint-order', 'opacity',
  'font-size', 'font-weight', 'font-style', 'text-anchor', 'text-decoration-line',
] as const;
const DEFAULTS: Readonly<Record<string, string>> = {
  'fill-opacity': '1', 'fill-rule': 'nonzero', stroke: 'none', 'stroke-dasharray': 'none', 'stroke-linecap': 'butt', 'stroke-linejoin': 'miter', 'stroke-opacity': '1',
  'paint-order': 'normal', opacity: '1', 'font-style': 'normal', 'text-anchor': 'start', 'text-decoration-line': 'none',
};
const TEXT_ONLY = new Set(['font-size', 'font-weight', 'font-style', 'text-anchor', 'text-decoration-line']);
const KEPT = new Set(['d', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'width', 'height', 'transform', 'points', 'dx', 'dy', 'visibility']);
const SHAPES_OF = 'path, rect, circle, line, text, tspan, polygon, polyline, ellipse';
const FONTS = 'system-ui, sans-serif';
const MONO = 'ui-monospace, monospace';

/**
 * One svg that needs nothing beside it: looks written into every element, generic fonts, title and description, no
 * classes, no handlers, nothing that cannot be seen.
 *
 * @param parts elements that are in the document now, for their looks are computed there.
 */
export function standalone(parts: readonly PicturePart[], frame: PictureFrame): string {
  const root = select(document.createElementNS(SVG, 'svg'));
  root.attr('xmlns', SVG).attr('width', frame.width).attr('height', frame.height).attr('viewBox', `0 0 ${frame.width} ${frame.height}`)
    .attr('lang', frame.lang).attr('role', 'img').attr('font-family', FONTS);
  root.append('title').text(frame.title);
  root.append('desc').text(frame.description);
  root.append('rect').attr('width', frame.width).attr('height', frame.height).attr('fill', frame.background);
  for (const { svg, y } of parts) {
    const group = root.append('g').attr('transform', `translate(0, ${y})`).node();
    for (const child of svg.children) copy(child, group as SVGGElement);
  }
  return new XMLSerializer().serializeToString(root.node() as SVGSVGElement);
}

const SVG = 'http://www.w3.org/2000/svg';

function copy(source: Element, into: Element): void {
  const looks = getComputedStyle(source);
  if (looks.display === 'none' || source.getAttribute('visibility') === 'hidden') return;
  const isShape = source.matches(SHAPES_OF);
  if (!isShape && source.tagName !== 'g') return;
  if (isShape && isUnseen(looks)) return;
  const element = document.createElementNS(SVG, source.tagName);
  for (const { name, value } of source.attributes) if (KEPT.has(name)) element.setAttribute(name, value);
  if (isShape) writeLooks(source, element, looks);
  else if (looks.opacity !== '1') element.setAttribute('opacity', looks.opacity);
  if (source.childElementCount === 0) element.textContent = source.textContent;
  else for (const child of source.children) copy(child, element);
  into.append(element);
}

/** Places to touch are no part of a picture. */
function isUnseen(looks: CSSStyleDeclaration): boolean {
  const isClear = (paint: string): boolean => paint === 'none' || paint === 'transparent' || /^rgba\(.*, 0\)$/.test(paint);
  return isClear(looks.fill) && (isClear(looks.stroke) || parseFloat(looks.strokeWidth) === 0);
}

function writeLooks(source: Element, element: Element, looks: CSSStyleDeclaration): void {
  const isText = source.tagName === 'text' || source.tagName === 'tspan';
  for (const name of LOOKS) {
    if (TEXT_ONLY.has(name) && !isText) continue;
    const value = looks.getPropertyValue(name);
    if (value === '' || value === DEFAULTS[name] || (name === 'stroke-width' && looks.stroke === 'none')) continue;
    element.setAttribute(name === 'text-decoration-line' ? 'text-decoration' : name, value);
  }
  if (isText && looks.fontFamily.includes('mono')) element.setAttribute('font-family', MONO);
}

/** Browsers refuse larger canvases. */
const MOST_PIXELS = 16_000;

/** The picture in pixels, drawn from the svg itself; a very long one in fewer than asked for. */
export async function rasterised(svg: string, { width, height }: Pick<PictureFrame, 'width' | 'height'>, scale = 2): Promise<Blob> {
  const by = Math.min(scale, MOST_PIXELS / Math.max(width, height));
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * by);
    canvas.height = Math.round(height * by);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, failed) => {
      canvas.toBlob((blob) => (blob === null ? failed(new Error('no picture came of it')) : done(blob)), 'image/png');
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}
