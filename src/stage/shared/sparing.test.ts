import { select } from './sparing.ts';
import { expect, test } from 'vitest';

/** As much of an element as a selection writes to; counts what is written. */
class FakeElement {
  writes = 0;
  private readonly attributes = new Map<string, string>();
  private content = '';

  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }

  setAttribute(name: string, value: string): void {
    this.writes += 1;
    this.attributes.set(name, value);
  }

  removeAttribute(name: string): void {
    this.writes += 1;
    this.attributes.delete(name);
  }

  get textContent(): string {
    return this.content;
  }

  set textContent(text: string) {
    this.writes += 1;
    this.content = text;
  }
}

function drawn() {
  const element = new FakeElement();
  return { element, selection: select(element as unknown as Element).datum(4) };
}

test('what is the same is not written again', () => {
  const { element, selection } = drawn();
  for (let draw = 0; draw < 3; draw += 1) selection.attr('x', (datum) => datum + 1).attr('class', 'cell').text((datum) => `m${datum}`);
  expect(element.writes).toBe(3);
});

test('what differs is written, and null takes an attribute away', () => {
  const { element, selection } = drawn();
  selection.attr('x', 1).attr('x', 2).attr('y', 0).attr('y', null).text('a').text('b');
  expect([element.getAttribute('x'), element.getAttribute('y'), element.textContent]).toEqual(['2', null, 'b']);
  expect(element.writes).toBe(6);
});

test('reading still reads', () => {
  const { selection } = drawn();
  expect([selection.attr('x', 7).attr('x'), selection.text('m').text()]).toEqual(['7', 'm']);
});
