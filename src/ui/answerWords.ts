import { pointTexts } from '../i18n/present.ts';
import type { Say } from '../i18n/text.ts';
import type { Prediction } from '../lessons/types.ts';
import { agrees } from '../player/predictions.ts';
import { compact } from './pretty.ts';

/** An answer as the page says it: by its option's label, by who was pointed at, else the value itself. */
export function answerWords(prediction: Prediction, value: unknown, say: Say): string {
  const option = prediction.options?.find((one) => agrees(one.value, value));
  if (option !== undefined) return say(option.label).replace(/[.。]$/, '');
  if (prediction.point === 'broker') return value === -1 ? say(pointTexts.nobody) : `Broker ${compact(value)}`;
  return typeof value === 'string' ? value : compact(value);
}
