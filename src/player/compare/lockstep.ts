import type { Taken } from '../contracts.ts';

/** What keeps two runs in step: the lesson's scenes, or virtual time. */
export type Lockstep = 'scene' | 'time';

/** Where both runs stand at one stop, as places on their paths. */
export interface Stop {
  readonly left: number;
  readonly right: number;
}

type Path = readonly Pick<Taken, 'note' | 'parent'>[];

/** The stops of two runs, beginnings first, ends last; neither run ever goes back. */
export function stopsOf(left: Path, right: Path, lockstep: Lockstep): readonly Stop[] {
  const stops = lockstep === 'scene' ? byScene(left, right) : byTime(left, right);
  const end: Stop = { left: left.length - 1, right: right.length - 1 };
  const last = stops.at(-1);
  return last !== undefined && last.left === end.left && last.right === end.right ? stops : [...stops, end];
}

/** One stop a scene; the run with fewer scenes waits at its end. */
function byScene(left: Path, right: Path): readonly Stop[] {
  const [lefts, rights] = [sceneEnds(left), sceneEnds(right)];
  return Array.from({ length: Math.max(lefts.length, rights.length) }, (_, scene) => ({
    left: lefts[scene] ?? left.length - 1, right: rights[scene] ?? right.length - 1,
  }));
}

function sceneEnds(path: Path): readonly number[] {
  return path.flatMap(({ note, parent }, place) => (parent === null || note.endsScene ? [place] : []));
}

/** Every step worth a look on either side, in the order of virtual time; steps of one moment go side by side. */
function byTime(left: Path, right: Path): readonly Stop[] {
  const [lefts, rights] = [visiblePlaces(left), visiblePlaces(right)];
  const stops: Stop[] = [];
  for (let [l, r] = [0, 0]; l < lefts.length || r < rights.length;) {
    const [leftMs, rightMs] = [timeAt(left, lefts[l]), timeAt(right, rights[r])];
    if (leftMs <= rightMs) l += 1;
    if (rightMs <= leftMs) r += 1;
    stops.push({ left: lefts[l - 1] ?? 0, right: rights[r - 1] ?? 0 });
  }
  return stops;
}

function visiblePlaces(path: Path): readonly number[] {
  return path.flatMap(({ note, parent }, place) => (parent === null || note.visible ? [place] : []));
}

function timeAt(path: Path, place: number | undefined): number {
  return place === undefined ? Infinity : (path[place]?.note.nowMs ?? Infinity);
}

/** The stop of the first run's step, or the last one before it. */
export function stopAt(stops: readonly Stop[], left: number): number {
  return Math.max(0, stops.findLastIndex((stop) => stop.left <= left));
}
