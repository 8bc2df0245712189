import type { EraId } from '../../kafka/era/era.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { Ruler } from '../shared/text.ts';
import type { Sight } from './brokerWords.ts';
import { clusterLayout, standAlike } from './layout.ts';
import type { ClusterLayout, StageSize } from './layout.ts';
import { clusterScene } from './scene.ts';
import type { BuiltScene } from './scene.ts';
import type { ClusterStrings } from './strings.ts';
import { messagesUnderWay } from './underWay.ts';
import type { UnderWay } from './underWay.ts';

/** A scene where it stands; the size is the very object it was laid out for. */
export interface LaidOut {
  readonly scene: BuiltScene;
  readonly size: Pick<StageSize, 'width' | 'height'>;
  readonly layout: ClusterLayout;
}

/** What a world's picture depends on besides the world. */
export interface Conditions {
  /** The scene that is drawn; what did not change since is the same object. */
  readonly previous: BuiltScene | undefined;
  readonly laidOut: LaidOut | null;
  readonly size: LaidOut['size'];
  readonly ruler: Ruler;
  readonly strings: ClusterStrings;
  readonly era: EraId;
  readonly label: 'value' | 'key';
  readonly internalTopics: boolean;
}

/** All that is worked out of a world before anything is drawn. */
export interface Outlook {
  readonly scene: BuiltScene;
  readonly layout: ClusterLayout;
  /** See `Drawing`. */
  readonly surroundings: string;
  readonly underWay: readonly UnderWay[];
}

/** Outlooks that were worked out ahead: a step to one of them has only to draw. */
export class Outlooks {
  private readonly ready = new Map<KafkaWorld, { readonly conditions: Conditions; readonly outlook: Outlook }>();

  prepare(world: KafkaWorld, conditions: Conditions): void {
    const known = this.ready.get(world);
    if (known === undefined || !isSame(known.conditions, conditions)) this.ready.set(world, { conditions, outlook: outlookOn(world, conditions) });
  }

  /** The outlook on a world, worked out now unless it is ready. All others are forgotten: they follow on what is drawn no more. */
  take(world: KafkaWorld, conditions: Conditions): Outlook {
    const known = this.ready.get(world);
    this.ready.clear();
    return known !== undefined && isSame(known.conditions, conditions) ? known.outlook : outlookOn(world, conditions);
  }

  forget(): void {
    this.ready.clear();
  }
}

function isSame(one: Conditions, other: Conditions): boolean {
  return (Object.keys(one) as (keyof Conditions)[]).every((name) => Object.is(one[name], other[name]));
}

const COMPACT_BELOW = { width: 660, height: 560 };

function outlookOn(world: KafkaWorld, conditions: Conditions): Outlook {
  const { laidOut, size, ruler } = conditions;
  const scene = sceneIn(world, conditions);
  const { width, height } = size;
  const layout = laidOut !== null && laidOut.size === size && standAlike(laidOut.scene, scene) ? laidOut.layout
    : clusterLayout(scene, { width, height, compact: width < COMPACT_BELOW.width || height < COMPACT_BELOW.height, ruler });
  return withMessages(world, conditions, scene, layout);
}

export function sceneIn(world: KafkaWorld, { previous, label, internalTopics }: Conditions): BuiltScene {
  return clusterScene(world, { previous, label, internalTopics });
}

/** The rest of an outlook, once it is known where everything stands. */
export function withMessages(world: KafkaWorld, { strings, era }: Conditions, scene: BuiltScene, layout: ClusterLayout): Outlook {
  const sight: Required<Sight> = { scene, layout, strings, surroundings: surroundingsIn(strings, layout) };
  return { scene, layout, surroundings: sight.surroundings, underWay: messagesUnderWay(world, era, sight) };
}

const known = new WeakMap<ClusterLayout, { readonly lang: string; readonly all: string }>();

/** What marks depend on besides what they show: measures, words and the columns' axes. */
function surroundingsIn(strings: ClusterStrings, layout: ClusterLayout): string {
  const before = known.get(layout);
  if (before?.lang === strings.lang) return before.all;
  const axes = Object.values(layout.columns).map(({ width, from, to, slot }) => [width, from, to, slot].join());
  const all = JSON.stringify([strings.lang, layout.width, layout.detail, layout.metrics, layout.parts, axes]);
  known.set(layout, { lang: strings.lang, all });
  return all;
}
