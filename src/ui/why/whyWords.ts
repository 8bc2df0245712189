import type { Language } from '../../i18n/language.ts';
import { shortTag } from '../../i18n/language.ts';
import { milliseconds } from '../../i18n/numbers.ts';
import type { Say } from '../../i18n/text.ts';
import { whyPhrases } from '../../i18n/why.ts';
import type { EraId } from '../../kafka/era/era.ts';
import type { Fact } from '../../kafka/facts.ts';
import type { KafkaMessage } from '../../kafka/messages.ts';
import { nodeName } from '../../narrate/names.ts';
import { mostTelling } from '../../narrate/narrate.ts';
import type { Link } from '../../player/why.ts';
import { messageIn, tidy, timerIn } from '../hand/handWords.ts';
import { stepIn } from '../words.ts';

/** A step in one sentence. */
export function headOf({ facts, cause }: Link, era: EraId, language: Language): string {
  return stepIn(facts, cause, era, language);
}

/** The fact a step is told by, if it reported one. */
export function toldFact({ facts }: Link): Fact | undefined {
  return mostTelling(facts);
}

/** What brought a step about, leading over to its cause; null for what somebody did. */
export function broughtBy({ cause }: Link, era: EraId, say: Say): string | null {
  const node = (address: string): string => nodeName(address, shortTag(say.language));
  switch (cause.type) {
    case 'timer': return say(whyPhrases.byTimer, timerIn(cause.timer, say.language), `\`${cause.timer.owner}\``);
    case 'message': {
      const { message, from, sentAtMs } = cause.envelope;
      const at = milliseconds(sentAtMs, say.language);
      if (message.kind === 'notice') return tidy(say(whyPhrases.byNotice, node(from), at));
      return tidy(say(whyPhrases.byMessage, `\`${messageIn(message as KafkaMessage, era, say.language)}\``, node(from), at));
    }
    default: return null;
  }
}
