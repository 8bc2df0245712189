/** Begins the line in which a measuring process tells what it found. */
export const MEASURED = 'measured ';

/** Microseconds each, one number a round. */
export interface WorldFigures {
  readonly stepUs: readonly number[];
  readonly transitionUs: readonly number[];
  readonly plainTransitionUs: readonly number[];
}

/** Milliseconds each. */
export interface LinkFigures {
  readonly restoreMs: readonly number[];
  readonly writeMs: readonly number[];
  /** Of the link that is restored. */
  readonly characters: number;
  /** The same of a run five times as deep. */
  readonly farRestoreMs: readonly number[];
  readonly farCharacters: number;
}

/** A group of 30 members over 100 partitions, while it rebalances. */
export interface GroupFigures {
  /** Microseconds each, one number a round. */
  readonly stepUs: readonly number[];
  /** Of one rebalance. */
  readonly steps: number;
}

/** Bytes of the heap, for so many steps. */
export interface MemoryFigures {
  readonly bytes: number;
  readonly steps: number;
}

/** Milliseconds each, for 1,000 members and 5,000 partitions. */
export interface AssignorFigures {
  readonly rangeMs: readonly number[];
  readonly roundRobinMs: readonly number[];
  readonly stickyMs: readonly number[];
  /** After one member in ten has left. */
  readonly stickyAgainMs: readonly number[];
  /** Members subscribe to different topics. */
  readonly stickyMixedMs: readonly number[];
  readonly stickyMixedAgainMs: readonly number[];
}

/** 50 brokers x 500 partitions. */
export interface VeryLargeFigures {
  /** Milliseconds each. */
  readonly bootMs: readonly number[];
  /** Of one boot. */
  readonly bootSteps: number;
  readonly actors: number;
  /** Microseconds each, one number a round. */
  readonly stepUs: readonly number[];
}

/** Scripts of a build. */
export interface Size {
  readonly gzipBytes: number;
  readonly files: number;
}

/** Milliseconds each. */
export interface PageFigures {
  /** The first round of both, in which nearly all code runs for the first time. */
  readonly coldMs: readonly number[];
  /** One list a round, of the same steps: each once what the last one showed had come to rest. */
  readonly stepMs: readonly (readonly number[])[];
  readonly backMs: readonly (readonly number[])[];
  /** Of both, while what the last one showed was still moving. */
  readonly hasteMs: readonly number[];
  /** Of both, as the browser notes it. */
  readonly shownMs: readonly number[];
  readonly workMs: readonly number[];
  readonly paintMs: readonly number[];
  readonly readyMs: readonly number[];
  /** The scripts that were asked for until the first step could be taken, as paths in the build. */
  readonly readyScripts: readonly string[];
}

export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly aim: string;
  readonly note: string;
}

/** The smallest value that this share of all does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

const whole = (value: number): string => Math.round(value).toLocaleString('en');
const ms = (values: readonly number[]): string => `p50 ${quantile(values, 0.5).toFixed(1)}, p95 ${quantile(values, 0.95).toFixed(1)} ms`;

export function worldRows({ stepUs, transitionUs, plainTransitionUs }: WorldFigures): readonly Row[] {
  const ratios = stepUs.map((us, round) => us / (transitionUs[round] ?? Number.NaN));
  const [step, best] = [quantile(stepUs, 0.5), Math.min(...stepUs)];
  const [bare, plain] = [quantile(transitionUs, 0.5), quantile(plainTransitionUs, 0.5)];
  return [
    { what: 'world steps a second', measured: `${whole(1e6 / step)} (best round ${whole(1e6 / best)})`, aim: '>= 60,000', note: `${step.toFixed(1)} us each; 3 brokers, 1 topic x 3 partitions, RF 3` },
    { what: 'a step in bare machine.transition()', measured: `${quantile(ratios, 0.5).toFixed(1)}x`, aim: '<= 5x', note: `${bare.toFixed(2)} us each, with one kept scope` },
    { what: 'a step in XState transition()', measured: `${(step / plain).toFixed(1)}x`, aim: '', note: `${plain.toFixed(1)} us each: it builds an actor every time` },
  ];
}

/** The p95 of steps of which each counts by the middle of its rounds: what the machine did besides falls out. */
function ofMiddles(rounds: readonly (readonly number[])[]): string {
  const middles = (rounds[0] ?? []).map((_, step) => quantile(rounds.flatMap((round) => round[step] ?? []), 0.5));
  return `p95 ${quantile(middles, 0.95).toFixed(1)} ms by the middle of each step's ${rounds.length} rounds`;
}

/** A step and a step back, from the key to the second frame after. */
export function stepRows(before: string, figures: Pick<PageFigures, 'coldMs' | 'stepMs' | 'backMs' | 'hasteMs' | 'shownMs' | 'workMs'>, aim: string, note: string): readonly Row[] {
  const { stepMs, backMs, hasteMs } = figures;
  return [
    { what: `${before}step to painted`, measured: ms(stepMs.flat()), aim, note: `${ofMiddles(stepMs)}; ${stepMs[0]?.length ?? 0} steps on ${note}` },
    { what: `${before}step back to painted`, measured: ms(backMs.flat()), aim, note: `${ofMiddles(backMs)}; key to second frame after, frames not held back to 60 a second` },
    { what: `${before}step or back to painted, in haste`, measured: ms(hasteMs), aim: '', note: '20 keys a second, while what the last one showed still moves' },
    ...noteRows(before, figures),
  ];
}

export function pageRows({ paintMs, readyMs, ...figures }: Omit<PageFigures, 'readyScripts'>): readonly Row[] {
  return [
    ...stepRows('', figures, 'p95 <= 16 ms', '3 brokers x 3 partitions x 12 records'),
    { what: 'first paint, cold', measured: ms(paintMs), aim: '< 700 ms', note: `${paintMs.length} new contexts, from the start of navigation` },
    { what: 'lesson ready to step, cold', measured: ms(readyMs), aim: '< 700 ms', note: 'picture drawn and step enabled' },
  ];
}

/** What the browser notes of steps and steps back. */
function noteRows(before: string, { coldMs, shownMs, workMs }: Pick<PageFigures, 'coldMs' | 'shownMs' | 'workMs'>): readonly Row[] {
  return [
    { what: `${before}step or back to painted, cold`, measured: ms(coldMs), aim: '', note: `the first ${coldMs.length}, in haste, before those above` },
    { what: `${before}step or back, until presented`, measured: ms(shownMs), aim: '', note: 'as the browser notes it, with drawing in software' },
    { what: `${before}step or back, work`, measured: ms(workMs), aim: '', note: 'processor time of script, style, layout and paint' },
  ];
}

export function linkRows({ restoreMs, writeMs, characters, farRestoreMs, farCharacters }: LinkFigures): readonly Row[] {
  return [
    { what: 'a link 1,000 steps deep, opened', measured: ms(restoreMs), aim: '<= 300 ms', note: `${characters} characters, from the text to the session` },
    { what: 'a link 5,000 steps deep, opened', measured: ms(farRestoreMs), aim: '', note: `${farCharacters} characters` },
    { what: 'the address of a step, written', measured: ms(writeMs), aim: '', note: 'when the page rests, never within a step' },
  ];
}

export function memoryRows({ bytes, steps }: MemoryFigures): readonly Row[] {
  return [{ what: `memory after ${whole(steps)} steps`, measured: `${(bytes / 1e6).toFixed(1)} MB`, aim: '', note: `${(bytes / steps / 1000).toFixed(2)} kB a step, in the heap, after collection` }];
}

/** Each also as a multiple of range. */
export function assignorRows({ rangeMs, ...others }: AssignorFigures): readonly Row[] {
  const range = quantile(rangeMs, 0.5);
  const row = (what: string, values: readonly number[], note: string): Row => ({
    what: `1,000 members x 5,000 partitions: ${what}`, measured: `p50 ${quantile(values, 0.5).toFixed(1)} ms, ${(quantile(values, 0.5) / range).toFixed(1)}x range`, aim: '', note,
  });
  return [
    row('range', rangeMs, '10 topics, all of them subscribed to by everybody'),
    row('round-robin', others.roundRobinMs, ''),
    row('sticky', others.stickyMs, 'nobody had anything'),
    row('sticky, again', others.stickyAgainMs, 'one member in ten has left'),
    row('sticky, mixed', others.stickyMixedMs, 'members subscribe to different topics: the general algorithm'),
    row('sticky, mixed, again', others.stickyMixedAgainMs, 'one member in ten has left'),
  ];
}

export function groupRows({ stepUs, steps }: GroupFigures): readonly Row[] {
  const step = quantile(stepUs, 0.5);
  return [{
    what: 'steps a second while a large group rebalances', measured: `${whole(1e6 / step)} (best round ${whole(1e6 / Math.min(...stepUs))})`, aim: '',
    note: `30 members x 100 partitions, ${whole(steps)} steps from one leaving until the others are stable again`,
  }];
}

export function veryLargeRows({ bootMs, bootSteps, actors, stepUs }: VeryLargeFigures): readonly Row[] {
  const step = quantile(stepUs, 0.5);
  return [
    { what: '50 x 500 boot', measured: `p50 ${(quantile(bootMs, 0.5) / 1000).toFixed(2)} s`, aim: '<= 3 s', note: `${whole(bootSteps)} steps, ${whole(actors)} actors` },
    { what: '50 x 500 world steps a second', measured: `${whole(1e6 / step)} (best round ${whole(1e6 / Math.min(...stepUs))})`, aim: '>= 1,000', note: `${step.toFixed(0)} us each; 50 brokers, 1 topic x 500 partitions, RF 3` },
  ];
}

const kilobytes = ({ gzipBytes }: Size): string => `${(gzipBytes / 1000).toFixed(1)} kB`;

export function initialRow(size: Size): Row {
  return { what: 'initial JavaScript, gzip', measured: kilobytes(size), aim: '<= 170 kB', note: `entry and its static imports, ${size.files} files: the frame and the lesson's question` };
}

export function readyRow(size: Size): Row {
  return { what: 'JavaScript until ready to step, gzip', measured: kilobytes(size), aim: '', note: `all that was asked for by then, ${size.files} files` };
}

export function tableOf(rows: readonly Row[]): string {
  const all: readonly Row[] = [{ what: '', measured: 'measured', aim: 'aim', note: '' }, ...rows];
  const width = (column: keyof Row): number => Math.max(...all.map((row) => row[column].length));
  return all.map((row) => (['what', 'measured', 'aim', 'note'] as const).map((column) => row[column].padEnd(width(column))).join('  ').trimEnd()).join('\n');
}
