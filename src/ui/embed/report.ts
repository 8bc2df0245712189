import { plain } from '../../i18n/spans.ts';
import { sayIn } from '../../i18n/text.ts';
import { shortTag } from '../../i18n/language.ts';
import { transport } from '../../i18n/transport.ts';
import { placeAt, takenAt } from '../../player/course.ts';
import { newFacts } from '../../player/embedMoves.ts';
import { endingsOf } from '../../player/readings.ts';
import type { Session } from '../../player/session.ts';
import { sceneAt, scenesOf } from '../../player/session.ts';
import { stopIndex, stopsOf } from '../../player/ticks.ts';
import { stepIn } from '../words.ts';

/** Where the picture stands, as the page around is told. */
export interface Moved {
  /** Stops from the beginning of the present path, and how many are known so far. */
  readonly step: number;
  readonly of: number;
  /** From 1, once over the number of scenes; null where no script leads. */
  readonly scene: number | null;
  readonly scenes: number;
  readonly title: string;
  readonly facts: readonly string[];
  readonly sentence: string;
  readonly nowMs: number;
}

export function movedIn(session: Session): Moved {
  const { guide, course, lesson, language } = session;
  const stops = stopsOf(course, false);
  const place = placeAt(guide, course);
  const scene = sceneAt(lesson, place);
  const scenes = scenesOf(lesson, place.branch).length;
  return {
    step: stopIndex(course, stops), of: stops.length - 1,
    scene: scenes === 0 ? null : Math.min(place.scene + 1, scenes), scenes,
    title: scene === null ? '' : plain(sayIn(language)(scene.title)),
    facts: [...new Set(newFacts(session).map(({ type }) => type))],
    sentence: sentenceIn(session), nowMs: takenAt(course, course.cursor).note.nowMs,
  };
}

/** The step in one sentence, as the page says it to those who listen. */
export function sentenceIn({ course, era, language }: Session): string {
  const { facts, cause } = takenAt(course, course.cursor);
  return plain(cause === null ? sayIn(language)(transport.atStart) : stepIn(facts, cause, era, language));
}

export interface Told {
  readonly lesson: { readonly id: string; readonly title: string };
  readonly era: string;
  readonly language: 'en' | 'zh';
  readonly theme: 'light' | 'dark';
}

export function toldOf({ lesson, era, language, theme }: Session): Told {
  return { lesson: { id: lesson.id, title: plain(sayIn(language)(lesson.title)) }, era, language: shortTag(language), theme };
}

export interface EndingLine {
  readonly text: string;
  /** null: its run was not played to the end. */
  readonly holds: boolean | null;
}

/** What the lesson says of its ending, each line with whether it holds. */
export function endingLinesIn(session: Session): readonly EndingLine[] {
  const { branch } = placeAt(session.guide, session.course);
  const say = sayIn(session.language);
  return endingsOf(session).filter(({ ending }) => branch === null || ending.branch === branch).map(({ ending, holds }) => ({ text: plain(say(ending.say)), holds }));
}
