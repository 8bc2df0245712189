import { shortTag } from '../../i18n/language.ts';
import type { Language } from '../../i18n/language.ts';
import type { EraId } from '../../kafka/era/era.ts';
import type { Lesson } from '../../lessons/types.ts';
import type { Guide, NodeId } from '../../player/contracts.ts';
import type { Course } from '../../player/course.ts';
import { worldAt } from '../../player/course.ts';
import { groupsIn } from '../../player/session.ts';
import type { Session } from '../../player/session.ts';
import { spareAt } from '../../player/spareConsumers.ts';
import { stopsOf, wholeRun } from '../../player/wholeRun.ts';
import { ClusterStage } from '../../stage/cluster/ClusterStage.ts';
import { CLUSTER_STRINGS } from '../../stage/cluster/strings.ts';
import { GroupStage } from '../../stage/group/GroupStage.ts';
import { GroupPath } from '../../stage/group/path.ts';
import { columnsOf, leaderAddress, readerOf } from '../../stage/group/read.ts';
import { selectGroup } from '../../stage/group/select.ts';
import { GROUP_STRINGS } from '../../stage/group/strings.ts';
import { standalone } from '../../stage/shared/standalone.ts';

/** What is drawn: a step of a run, with the actors its scene points at. */
export interface Moment {
  readonly guide: Guide;
  readonly course: Course;
  readonly id: NodeId;
  readonly lesson: Lesson;
  readonly focus: readonly string[];
  readonly era: EraId;
  readonly language: Language;
}

export interface Drawn {
  readonly svg: string;
  readonly said: string;
}

const PAPER = '#ffffff';
/** As wide as a page's text at a legible size. */
const SIZE = { width: 740, height: 640 };
const SVG = 'http://www.w3.org/2000/svg';

/** One picture a scene of the main run, of the world at its last step; drawn once the page has shown that it draws. */
export function picturesOf({ guide, lesson, era, language }: Pick<Session, 'guide' | 'lesson' | 'era' | 'language'>): Promise<readonly Drawn[]> {
  const aside = document.createElement('div');
  aside.className = 'hand-out-aside';
  const draw = (): readonly Drawn[] => {
    const run = wholeRun(guide, lesson, null);
    document.documentElement.dataset['theme'] = 'light';
    document.body.append(aside);
    return run === null ? [] : run.sceneEnds.map((id, scene) => pictureAt({ guide, course: run.course, id, lesson, era, language, focus: lesson.scenes[scene]?.focus ?? [] }, aside));
  };
  return new Promise<void>((done) => { setTimeout(done); }).then(draw).finally(() => aside.remove());
}

/** One more picture than the scenes have. */
export interface Further {
  /** Among the stops of the run, from 1. */
  readonly stop: number;
  readonly scene: number;
  readonly id: NodeId;
  readonly picture: Drawn;
}

/** The picture at a stop of the main run; null where there is none. */
export function furtherPicture({ guide, lesson, era, language }: Pick<Session, 'guide' | 'lesson' | 'era' | 'language'>, stop: number): Further | null {
  const run = wholeRun(guide, lesson, null);
  const at = run === null ? undefined : stopsOf(run)[stop - 1];
  if (run === null || at === undefined) return null;
  const aside = document.createElement('div');
  aside.className = 'hand-out-aside';
  document.body.append(aside);
  const picture = pictureAt({ guide, course: run.course, id: at.id, lesson, era, language, focus: lesson.scenes[at.scene]?.focus ?? [] }, aside);
  aside.remove();
  return { stop, ...at, picture };
}

/** The lesson's picture at a step, drawn out of sight in the page's present colours. */
export function pictureAt(moment: Moment, aside: HTMLElement): Drawn {
  const holder = document.createElement('div');
  Object.assign(holder.style, { width: `${SIZE.width}px`, height: `${SIZE.height}px` });
  aside.append(holder);
  try {
    const group = moment.lesson.stage === 'group' ? groupsIn(worldAt(moment.guide, moment.course, moment.id))[0] : undefined;
    return group === undefined ? clusterAt(moment, holder) : groupAt(moment, group, holder);
  } finally {
    holder.remove();
  }
}

function svgIn(holder: HTMLElement): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  holder.append(svg);
  return svg;
}

function clusterAt({ guide, course, id, focus, era, language, lesson }: Moment, holder: HTMLElement): Drawn {
  const [svg, overlay] = [svgIn(holder), svgIn(holder)];
  const strings = CLUSTER_STRINGS[shortTag(language)];
  const stage = new ClusterStage(svg, overlay, { strings, onSelect: () => undefined, onOpenMessage: () => undefined, reducedMotion: true });
  stage.update(worldAt(guide, course, id), { era, animateMs: 0, focus, selected: null });
  const drawn = written([svg, overlay], lesson, language);
  stage.destroy();
  return drawn;
}

function groupAt({ guide, course, id, language, lesson }: Moment, group: string, holder: HTMLElement): Drawn {
  const svg = svgIn(holder);
  const world = worldAt(guide, course, id);
  const { history } = course;
  const path = new GroupPath(readerOf(group));
  path.follow(history, { node: (node) => history.node(node), worldAt: (node) => worldAt(guide, course, node) }, id);
  const stage = new GroupStage(svg, holder, { onSelect: () => undefined, onHint: () => undefined });
  const view = selectGroup(group, path.steps, history.node(id).depth, path.steps.at(-1)?.nowMs ?? 0, columnsOf(world, group), spareAt(lesson, guide, course, id));
  stage.update(view, { strings: GROUP_STRINGS[shortTag(language)], selected: null, lower: 'partitions', animateMs: 0, addressOf: (partition) => leaderAddress(world, partition) });
  const drawn = written([svg], lesson, language);
  stage.destroy();
  return drawn;
}

function written(svgs: readonly SVGSVGElement[], lesson: Lesson, language: Language): Drawn {
  const [first] = svgs;
  const said = (first?.getAttribute('aria-label') ?? '').replace(/[.。][^.。]*[.。]$/, (end) => end.charAt(0));
  const size = { width: Number(first?.getAttribute('width')), height: Number(first?.getAttribute('height')) };
  const title = language === 'en' ? lesson.title.en : lesson.title.zh;
  return { said, svg: standalone(svgs.map((svg) => ({ svg, y: 0 })), { ...size, lang: language, background: PAPER, title, description: said }) };
}
