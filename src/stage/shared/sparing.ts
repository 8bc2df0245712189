import { select as selectAny, selection } from 'd3-selection';

type Written = string | number | boolean | null | undefined;
type Value = Written | ((this: Element, datum: unknown, index: number, group: unknown) => Written);
type Method = (this: Selected, ...parameters: unknown[]) => unknown;

interface Selected {
  each(act: (this: Element & ElementCSSInlineStyle, datum: unknown, index: number, group: unknown) => void): Selected;
}

const prototype = selection.prototype as Record<'attr' | 'text' | 'style', Method>;
const { attr, style, text } = prototype;

function valueFor(value: Value, element: Element, datum: unknown, index: number, group: unknown): string | null {
  const found = typeof value === 'function' ? value.call(element, datum, index, group) : value;
  return found === null || found === undefined ? null : String(found);
}

prototype.attr = function writeAttribute(...parameters) {
  const [name, value] = parameters;
  // A name with a namespace is D3's business.
  if (parameters.length < 2 || typeof name !== 'string' || name.includes(':')) return attr.apply(this, parameters);
  return this.each(function write(datum, index, group) {
    const next = valueFor(value as Value, this, datum, index, group);
    if (next === this.getAttribute(name)) return;
    if (next === null) this.removeAttribute(name);
    else this.setAttribute(name, next);
  });
};

prototype.text = function writeText(...parameters) {
  if (parameters.length === 0) return text.apply(this, parameters);
  const [value] = parameters;
  return this.each(function write(datum, index, group) {
    const next = valueFor(value as Value, this, datum, index, group) ?? '';
    if (next !== this.textContent) this.textContent = next;
  });
};

prototype.style = function writeStyle(...parameters) {
  const [name, value] = parameters;
  if (parameters.length !== 2 || typeof name !== 'string') return style.apply(this, parameters);
  return this.each(function write(datum, index, group) {
    const next = valueFor(value as Value, this, datum, index, group) ?? '';
    if (next === this.style.getPropertyValue(name)) return;
    if (next === '') this.style.removeProperty(name);
    else this.style.setProperty(name, next);
  });
};

/**
 * D3's `select`, whose selections write only what differs. An equal value written again looks like a change to the
 * browser: it replaces text nodes, styles the element anew and lays its picture out again, hundreds of times a step.
 */
export const select: typeof selectAny = selectAny;
