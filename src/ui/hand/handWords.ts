import type { Language } from '../../i18n/language.ts';
import { shortTag } from '../../i18n/language.ts';
import { handPhrases, handTexts } from '../../i18n/hand.ts';
import type { Say } from '../../i18n/text.ts';
import type { EraId } from '../../kafka/era/era.ts';
import type { KafkaMessage } from '../../kafka/messages.ts';
import { capitalised, nodeName } from '../../narrate/names.ts';
import { timerName } from '../../narrate/timers.ts';
import { apiNameIn } from '../../player/eras.ts';
import type { Obstacle, Possibility } from '../../player/hand.ts';
import { CLUSTER_STRINGS } from '../../stage/cluster/strings.ts';
import { messageSummary } from '../../stage/cluster/summary.ts';

/** A node as a heading: `Broker 1`. */
export function nodeIn(node: string, language: Language): string {
  return capitalised(nodeName(node, shortTag(language)));
}

/** A node within a sentence: `broker 1`. */
export function nodeWithin(node: string, language: Language): string {
  return nodeName(node, shortTag(language));
}

/** Chinese puts no space between its own words; a name of a client is one. */
export function tidy(sentence: string): string {
  return sentence.replaceAll(/([\u4e00-\u9fff]) (?=[\u4e00-\u9fff])/g, '$1');
}

/** A message in a few words: `Fetch 3 →`. */
export function messageIn(message: KafkaMessage, era: EraId, language: Language): string {
  return CLUSTER_STRINGS[shortTag(language)].chip(messageSummary(message, era))[0] ?? message.api;
}

/** The same aloud: an arrow is read as an arrow, or not at all. */
export function aloud(what: string, say: Say): string {
  const read = (arrow: string, word: string): string => (what.includes(arrow) ? `${what.replace(arrow, '').replace('  ', ' ').trim()} ${word}` : what);
  return what.includes('←') ? read('←', say(handTexts.response)) : read('→', say(handTexts.request));
}

/** What would happen, in a few words. */
export function possibilityIn({ subject }: Possibility, era: EraId, say: Say): string {
  if ('timer' in subject) return say(handPhrases.timer, timerIn(subject.timer, say.language));
  const { message, from } = subject.envelope;
  if (message.kind === 'notice') return tidy(say(handPhrases.broke, nodeWithin(from, say.language)));
  return messageIn(message, era, say.language);
}

/** A timer by what it waits for. */
export function timerIn(timer: { readonly owner: string; readonly name: string }, language: Language): string {
  return timerName(timer, shortTag(language));
}

export function obstacleIn(obstacle: Obstacle, era: EraId, say: Say): string {
  switch (obstacle.is) {
    case 'behind': return obstacle.messages === 1 ? say(handPhrases.behindOne, apiNameIn(era, obstacle.api)) : say(handPhrases.behindMany, obstacle.messages);
    case 'cut': return say(handPhrases.cut, obstacle.a, obstacle.b);
    case 'timer-first': return say(handPhrases.timerFirst, timerIn(obstacle, say.language), obstacle.owner);
    default: return obstacle satisfies never;
  }
}
