import type { EraId } from '../../kafka/era/era.ts';
import type { KafkaMessage } from '../../kafka/messages.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { Envelope } from '../../world/types.ts';
import type { Box, Point } from '../shared/geometry.ts';
import { bottom } from '../shared/geometry.ts';
import { BOLD } from '../shared/text.ts';
import type { Sight } from './brokerWords.ts';
import { spreadDots } from './dots.ts';
import { besideDot, placeLabels } from './labels.ts';
import type { LabelRequest, LabelRoom } from './labels.ts';
import { messagePosition } from './lanes.ts';
import type { MessagePosition } from './lanes.ts';
import { framesOf, homesOf, obstaclesOf } from './obstacles.ts';
import { envelopesOf, nodeOf } from './select.ts';
import type { Together } from './strings.ts';
import type { MessageSummary } from './summary.ts';
import { messageSummary } from './summary.ts';

/** A message where it is drawn. */
export interface UnderWay {
  readonly envelope: Envelope<KafkaMessage>;
  readonly summary: MessageSummary;
  /** On its lane. */
  readonly position: MessagePosition;
  /** On its lane or, where others are, beside them. */
  readonly dot: Point;
  readonly text: string;
  readonly chip: Box;
  /** Its words show only while its dot is pointed at: it is routine, another speaks for it, or there is no room. */
  readonly isQuiet: boolean;
}

interface Placed {
  readonly envelope: Envelope<KafkaMessage>;
  readonly summary: MessageSummary;
  readonly position: MessagePosition;
  readonly dot: Point;
}

/** Everything on the wire with its place and its words, lowest id first; a pure function. */
export function messagesUnderWay(world: KafkaWorld, era: EraId, sight: Sight): readonly UnderWay[] {
  const all = placed(world, era, sight);
  const spoken = all.filter(({ envelope }) => !envelope.routine);
  const room = roomFor(all, spoken.length > 0, sight);
  const groups = alike(spoken);
  const labels = placeLabels(groups.map((group) => requestFor(group, world, sight)).toSorted((a, b) => Number(b.isPresent) - Number(a.isPresent) || a.id - b.id), room);
  return all.map((one) => {
    const label = labels.get(one.envelope.id);
    const text = label?.text ?? sight.strings.chip(one.summary)[0] ?? one.summary.api;
    return { ...one, text, chip: label?.box ?? besideDot(one.dot, text, preferred(one.position), room), isQuiet: label === undefined };
  });
}

function placed(world: KafkaWorld, era: EraId, { layout }: Sight): readonly Placed[] {
  const rows = Object.values(layout.rows).map(({ box }) => box);
  const all = envelopesOf(world).map((envelope) => ({ envelope, summary: messageSummary(envelope.message, era), position: messagePosition(envelope, world.nowMs, layout) }));
  const dots = spreadDots(all.map(({ envelope, position }) => ({
    id: envelope.id, at: { x: position.x, y: position.y }, isSmall: envelope.routine,
    // Lanes beside a row run up and down, those between rows and clients across.
    along: rows.some((row) => position.y >= row.y && position.y <= bottom(row)) ? 'y' : 'x',
  })));
  return all.map((one) => ({ ...one, dot: dots.get(one.envelope.id) ?? one.position }));
}

const DOT_SIZE = 11;
const SMALL_DOT_SIZE = 6;

function roomFor(all: readonly Placed[], hasLabels: boolean, sight: Sight): LabelRoom {
  const { layout } = sight;
  const dots = all.map(({ envelope, dot }) => {
    const size = envelope.routine ? SMALL_DOT_SIZE : DOT_SIZE;
    return { x: dot.x - size / 2, y: dot.y - size / 2, width: size, height: size };
  });
  return {
    width: layout.width, height: layout.height, font: layout.metrics.smallFont * BOLD, ruler: layout.metrics.ruler,
    obstacles: hasLabels ? [...obstaclesOf(sight), ...dots] : [], homes: homesOf(sight), frames: framesOf(sight),
  };
}

// ── one label for messages alike ──────────────────────────────────────────────────────────────────────────

/** So many of one sender share words even on lanes side by side; so many between two even when they differ in detail. */
const CROWD = 3;

/** Messages that say the same and are at one place: of one sender, or else for one receiver; and crowds. */
function alike(spoken: readonly Placed[]): readonly (readonly Placed[])[] {
  const detail = ({ summary }: Placed): string => JSON.stringify(summary.detail);
  const place = ({ position }: Placed): string => `${Math.round(position.x)} ${Math.round(position.y)}`;
  const ways: readonly { readonly least: number; readonly key: (one: Placed) => string }[] = [
    { least: CROWD, key: (one) => `from ${one.envelope.from} ${detail(one)} ${Math.round(one.position.y)}` },
    { least: 2, key: (one) => `from ${one.envelope.from} ${detail(one)} ${place(one)}` },
    { least: 2, key: (one) => `to ${one.envelope.to} ${detail(one)} ${place(one)}` },
    { least: CROWD, key: (one) => `${one.envelope.from} to ${one.envelope.to} ${place(one)}` },
  ];
  const groups: (readonly Placed[])[] = [];
  let left = spoken;
  for (const { least, key } of ways) {
    const found = grouped(left, key).filter((group) => group.length >= least);
    groups.push(...found);
    left = left.filter((one) => !found.some((group) => group.includes(one)));
  }
  return [...groups, ...left.map((one) => [one])];
}

function grouped(messages: readonly Placed[], keyOf: (one: Placed) => string): readonly (readonly Placed[])[] {
  const groups = new Map<string, Placed[]>();
  for (const one of messages) {
    const key = `${one.summary.api} ${one.summary.kind} ${keyOf(one)}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function requestFor(group: readonly Placed[], world: KafkaWorld, { strings }: Sight): LabelRequest {
  const [first] = group as readonly [Placed];
  return {
    id: first.envelope.id, dot: first.dot, wordings: strings.chip(summaryOf(group), together(group)),
    isPresent: group.some(({ envelope }) => envelope.causeStep === world.counters.steps - 1), prefers: preferred(first.position),
  };
}

function summaryOf(group: readonly Placed[]): MessageSummary {
  const [{ summary }] = group as readonly [Placed];
  const isSame = group.every((one) => JSON.stringify(one.summary.detail) === JSON.stringify(summary.detail));
  return isSame ? summary : { ...summary, detail: { is: 'nothing' } };
}

function together(group: readonly Placed[]): Together {
  const nodes = (end: 'from' | 'to'): readonly string[] => group.map(({ envelope }) => nodeOf(envelope[end]));
  const isRequest = group[0]?.summary.kind === 'request';
  const peers = nodes(isRequest ? 'to' : 'from');
  return { count: group.length, peers: new Set(nodes(isRequest ? 'from' : 'to')).size === 1 ? peers : [] };
}

/** Between the left column and the columns, words keep to the left column, lest they cover a log. */
function preferred({ lane }: MessagePosition): 'left' | 'right' {
  return lane.side === 'client' ? 'left' : 'right';
}
