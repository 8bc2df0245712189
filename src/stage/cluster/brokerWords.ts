import { BOLD } from '../shared/text.ts';
import type { Worded } from './cellWords.ts';
import { cardLines } from './layout.ts';
import type { BrokerView, ClusterScene } from './types.ts';

/** Something a broker's card says below its state. */
export interface Note {
  readonly key: string;
  readonly kind: 'link' | 'session' | 'parked' | 'more';
  readonly text: string;
  readonly spoken: string;
}

export interface BrokerWords {
  /** Of all words, right of the row's left edge. */
  readonly x: number;
  readonly width: number;
  readonly state: string;
  readonly notes: readonly Note[];
  /** The top of the first note. */
  readonly notesY: number;
}

export interface Sight extends Worded {
  readonly scene: ClusterScene;
  /** All that words depend on besides what they tell, in one: with it, what is the same is not worked out again. */
  readonly surroundings?: string;
}

const INDENT = 12;
const SIGN_ROOM = 13;
/** Between the state and a controller's sign, which stands a little left of the edge. */
const SIGN_GAP = 5;

interface Known {
  readonly surroundings: string;
  readonly inputs: readonly unknown[];
  readonly words: BrokerWords;
}

/** Of brokers as they were worded last: a step changes few of them. */
const known = new WeakMap<BrokerView, Known>();

/** A broker's card, in words: as many notes as its height has room for. */
export function brokerWords(broker: BrokerView, sight: Sight): BrokerWords {
  const { surroundings, scene, strings, layout: { rows, tags } } = sight;
  if (surroundings === undefined) return workedOut(broker, sight);
  const [label, tag] = [rows[broker.address]?.label, broker.controller === null ? undefined : tags[broker.controller.address]];
  const inputs = [scene.links, strings, label?.width, label?.height, tag?.isSign, tag?.width];
  const before = known.get(broker);
  if (before?.surroundings === surroundings && inputs.every((input, index) => Object.is(input, before.inputs[index]))) return before.words;
  const words = workedOut(broker, sight);
  known.set(broker, { surroundings, inputs, words });
  return words;
}

function workedOut(broker: BrokerView, sight: Sight): BrokerWords {
  const { rows, tags, metrics } = sight.layout;
  const label = rows[broker.address]?.label ?? { x: 0, y: 0, width: 0, height: 0 };
  const width = label.width - INDENT;
  const { notesY, step } = cardLines(metrics);
  const tag = broker.controller === null ? undefined : tags[broker.controller.address];
  const state = metrics.ruler.fitted(sight.strings.brokerState(broker.state), width - SIGN_ROOM - (tag?.isSign === true ? tag.width + SIGN_GAP : 0), metrics.smallFont);
  const from = notesY + (tag?.isSign === false ? step : 0);
  const most = Math.max(0, Math.floor((label.height - metrics.dockRoom - from) / step));
  return { x: INDENT, width, state, notes: fewer(notesOf(broker, width - 10, sight), most, sight), notesY: from };
}

function fewer(notes: readonly Note[], most: number, { strings }: Sight): readonly Note[] {
  if (notes.length <= most) return notes;
  const shown = notes.slice(0, Math.max(0, most - 1));
  const text = strings.moreParked(notes.length - shown.length);
  return most === 0 ? [] : [...shown, { key: 'more', kind: 'more', text, spoken: notes.slice(shown.length).map((note) => note.spoken).join('\n') }];
}

/** Cut and slow links, a session that nobody renews, then the requests that wait here. */
function notesOf(broker: BrokerView, width: number, sight: Sight): readonly Note[] {
  const { ruler, smallFont } = sight.layout.metrics;
  const font = smallFont - 0.5;
  const links = linkWords(broker.address, sight, width).map((text, index) => ({ key: `link-${index}`, kind: 'link' as const, text, spoken: text }));
  const parked = broker.parked.map((one) => ({
    key: one.key, kind: 'parked' as const, text: ruler.wording(sight.strings.parked(one), width, font), spoken: sight.strings.parkedLabel(one),
  }));
  return [...links, ...sessionNote(broker, width + 4, font, sight), ...parked];
}

function sessionNote({ sessionUntilMs }: BrokerView, width: number, font: number, { strings, layout }: Sight): readonly Note[] {
  if (sessionUntilMs === null) return [];
  const wordings = strings.session(sessionUntilMs);
  return [{ key: 'session', kind: 'session', text: layout.metrics.ruler.wording(wordings, width, font), spoken: wordings[0] ?? '' }];
}

/** What is wrong with a broker's links, in words no wider than this. */
export function linkWords(address: string, { scene, strings, layout }: Sight, width: number): readonly string[] {
  const { ruler } = layout.metrics;
  const font = layout.metrics.smallFont * BOLD;
  const mine = scene.links.filter((link) => link.from === address || link.to === address);
  const peer = (link: { readonly from: string; readonly to: string }): string => (link.from === address ? link.to : link.from);
  const cut = mine.filter((link) => link.cut).map(peer);
  const slow = mine.filter((link) => !link.cut && link.extraLatencyMs > 0);
  const most = Math.max(0, ...slow.map((link) => link.extraLatencyMs));
  return [
    ...(cut.length > 0 ? [ruler.fitted(ruler.wording(strings.cutOff(cut), width, font), width, font)] : []),
    ...(slow.length > 0 ? [ruler.fitted(ruler.wording(strings.slow(slow.map(peer), most), width, font), width, font)] : []),
  ];
}

/** How wide a broker's name is drawn. */
export const brokerNameWidth = (broker: BrokerView, { layout: { metrics }, strings }: Worded): number => metrics.ruler.textWidth(strings.broker(broker), (metrics.font + 1) * 1.12);
