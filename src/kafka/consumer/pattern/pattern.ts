import type { PatternNode } from './syntax.ts';
import { parsePattern } from './syntax.ts';

/** Characters of a pattern. */
export const LONGEST_PATTERN = 500;
/** Characters and places of a pattern with its repeats written out: a topic's name is compared with each at most once a character. */
const LARGEST_PATTERN = 2_000;

/** Whether a whole name matches. */
export type Matcher = (name: string) => boolean;

/**
 * A regular expression as a consumer subscribes by, for whole names. Where Java and JavaScript try one way after another,
 * which for some patterns never ends, this goes all ways at once: the time grows with the name and the pattern only. So
 * there are no backreferences.
 *
 * @throws RangeError with what is wrong with it.
 */
export function patternMatcher(text: string): Matcher {
  if (text.length > LONGEST_PATTERN) throw new RangeError(`a pattern has at most ${LONGEST_PATTERN} characters`);
  const pattern = parsePattern(text);
  if (sizeOf(pattern) > LARGEST_PATTERN) throw new RangeError(`the pattern repeats too much: written out, it has more than ${LARGEST_PATTERN} parts`);
  return (name) => {
    const characters = Array.from(name);
    return ends(pattern, { characters, known: new Map() }, { forward: true, everywhere: false })[characters.length] === true;
  };
}

function sizeOf(node: PatternNode): number {
  switch (node.type) {
    case 'character': case 'at': return 1;
    case 'look': return 1 + sizeOf(node.of);
    case 'repeat': return 1 + sizeOf(node.of) * Math.max(1, Number.isFinite(node.max) ? node.max : node.min + 1);
    case 'sequence': case 'choice': return 1 + node.of.reduce((sum, one) => sum + sizeOf(one), 0);
    default: return node satisfies never;
  }
}

interface Name {
  readonly characters: readonly string[];
  /** What was looked at already: of every place whether it holds there. */
  readonly known: Map<PatternNode, readonly boolean[]>;
}

interface Way {
  /** From the start to the end of the name, or the other way. */
  readonly forward: boolean;
  /** It may begin at every place, not only at the first. */
  readonly everywhere: boolean;
}

/** Something to get over on the way: a character that is taken, a place that holds, or nothing. */
interface State {
  readonly takes: ((character: string) => boolean) | null;
  readonly holds: readonly boolean[] | null;
  readonly to: number[];
}

/** Of every place in the name, whether the node can end there. Source: Thompson, "Regular expression search algorithm", 1968. */
function ends(node: PatternNode, name: Name, way: Way): readonly boolean[] {
  const states: State[] = [{ takes: null, holds: null, to: [] }];
  const entry = build(node, 0, states, name, way.forward);
  const { characters } = name;
  const found = Array.from({ length: characters.length + 1 }, () => false);
  let reached = new Set<number>([entry]);
  for (let step = 0; step <= characters.length; step += 1) {
    const place = way.forward ? step : characters.length - step;
    if (way.everywhere) reached.add(entry);
    spread(reached, states, place);
    found[place] = reached.has(0);
    const character = characters[way.forward ? place : place - 1] ?? '';
    reached = new Set([...reached].flatMap((at) => (states[at]?.takes?.(character) === true ? states[at].to : [])));
  }
  return found;
}

/** Adds what is reached without taking a character. */
function spread(reached: Set<number>, states: readonly State[], place: number): void {
  // A set's loop also comes to what is added meanwhile.
  for (const at of reached) {
    const state = states[at];
    if (state === undefined || state.takes !== null || state.holds?.[place] === false) continue;
    for (const to of state.to) reached.add(to);
  }
}

/** Adds the states of a node that goes on at `to`; gives the one it begins with. */
function build(node: PatternNode, to: number, states: State[], name: Name, forward: boolean): number {
  const add = (state: Partial<State>): number => states.push({ takes: null, holds: null, to: [to], ...state }) - 1;
  switch (node.type) {
    case 'character': return add({ takes: node.takes });
    case 'at': case 'look': return add({ holds: holding(node, name) });
    case 'choice': return add({ to: node.of.map((one) => build(one, to, states, name, forward)) });
    case 'sequence': return (forward ? node.of.toReversed() : node.of).reduce((entry, one) => build(one, entry, states, name, forward), to);
    case 'repeat': return repeat(node, to, states, name, forward);
    default: return node satisfies never;
  }
}

function repeat({ of, min, max }: Extract<PatternNode, { readonly type: 'repeat' }>, to: number, states: State[], name: Name, forward: boolean): number {
  let entry = to;
  if (max === Infinity) {
    const again: State = { takes: null, holds: null, to: [to] };
    entry = states.push(again) - 1;
    again.to.push(build(of, entry, states, name, forward));
  }
  const upTo = max === Infinity ? min : max;
  for (let extra = min; extra < upTo; extra += 1) {
    entry = states.push({ takes: null, holds: null, to: [to, build(of, entry, states, name, forward)] }) - 1;
  }
  for (let times = 0; times < min; times += 1) entry = build(of, entry, states, name, forward);
  return entry;
}

/** Of every place whether it holds there. What follows a place is where the same, read backwards, ends. */
function holding(node: Extract<PatternNode, { readonly type: 'at' | 'look' }>, name: Name): readonly boolean[] {
  const before = name.known.get(node);
  if (before !== undefined) return before;
  const holds = node.type === 'look'
    ? ends(node.of, name, { forward: !node.ahead, everywhere: true }).map((is) => is === node.wanted)
    : Array.from({ length: name.characters.length + 1 }, (_, place) => holdsAt(node.place, name.characters, place));
  name.known.set(node, holds);
  return holds;
}

function holdsAt(place: 'start' | 'end' | 'boundary' | 'inside', characters: readonly string[], at: number): boolean {
  if (place === 'start') return at === 0;
  if (place === 'end') return at === characters.length;
  const isWord = (character = ''): boolean => /^\w$/.test(character);
  return (isWord(characters[at - 1]) === isWord(characters[at])) === (place === 'inside');
}
