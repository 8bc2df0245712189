import type { EraId } from '../kafka/era/era.ts';
import { eraOf } from '../kafka/era/era.ts';
import { errorNameIn } from '../kafka/era/errorName.ts';
import type { Bilingual, Ending, Lesson, Prediction, Scene, WhatIf } from './types.ts';

type Say = (text: Bilingual) => Bilingual;

/**
 * The lesson with its errors called as this version called them. Its author names them as later versions do; where a text
 * tells both names, or was written for this version (`inOtherEras`), it stays as it is.
 */
export function withErrorWords(lesson: Lesson, era: EraId): Lesson {
  const names = Object.keys(eraOf(era).errorNames);
  if (names.length === 0) return lesson;
  const pattern = new RegExp(`\\b(?:${names.join('|')})\\b`, 'g');
  const inEra = (text: string): string => text.replaceAll(pattern, (name) => {
    const older = errorNameIn(era, name);
    return new RegExp(`\\b${older}\\b`).test(text) ? name : older;
  });
  const say: Say = ({ en, zh }) => ({ en: inEra(en), zh: inEra(zh) });
  return {
    ...lesson, title: say(lesson.title), question: say(lesson.question), scenes: lesson.scenes.map((scene) => sceneIn(scene, say)),
    whatIf: lesson.whatIf.map((one): WhatIf => ({ ...one, label: say(one.label), scenes: one.scenes.map((scene) => sceneIn(scene, say)) })),
    ends: lesson.ends.map((one): Ending => ({ ...one, say: say(one.say) })),
  };
}

function sceneIn(scene: Scene, say: Say): Scene {
  return { ...scene, title: say(scene.title), say: say(scene.say), ...(scene.predict === undefined ? {} : { predict: predictionIn(scene.predict, say) }) };
}

function predictionIn(prediction: Prediction, say: Say): Prediction {
  const { ask, options, why } = prediction;
  return { ...prediction, ask: say(ask), why: say(why), ...(options === undefined ? {} : { options: options.map((one) => ({ ...one, label: say(one.label) })) }) };
}
