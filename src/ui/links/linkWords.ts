import { linkPhrases, linkTexts } from '../../i18n/links.ts';
import { integer } from '../../i18n/numbers.ts';
import type { Say } from '../../i18n/text.ts';
import type { LinkTrouble } from '../../player/linkState.ts';

/** A trouble with a link in words; `details` are the model's own, which are the same in every language. */
export function troubleIn(trouble: LinkTrouble, say: Say): { readonly text: string; readonly details: readonly string[] } {
  return { text: textOf(trouble, say), details: detailsOf(trouble) };
}

function textOf(trouble: LinkTrouble, say: Say): string {
  switch (trouble.is) {
    case 'unreadable': return say(linkTexts.unreadable);
    case 'no-lesson': return say(linkPhrases.noLesson, trouble.lesson);
    case 'not-here': return say(linkPhrases.notHere, trouble.lesson);
    case 'not-fetched': return say(linkPhrases.notFetched, trouble.lesson);
    case 'no-era': return say(linkPhrases.noEra, trouble.asked, trouble.era);
    case 'no-what-if': return say(linkPhrases.noWhatIf, trouble.whatIf);
    case 'damaged': return say(linkTexts.damaged);
    case 'damaged-at': return say(linkPhrases.damagedAt, integer(trouble.choice, say.language));
    case 'cut': return say(linkPhrases.cut, integer(trouble.choices, say.language));
    case 'too-long': return say(linkPhrases.tooLong, integer(trouble.most, say.language));
    case 'ended': return say(linkPhrases.ended, integer(trouble.asked, say.language), integer(trouble.taken, say.language));
    case 'skipped': return say(linkTexts.skipped);
    case 'failed': return say(linkTexts.failed);
    case 'refused': return say(linkTexts.refused);
    default: return say(linkTexts.otherWorld);
  }
}

function detailsOf(trouble: LinkTrouble): readonly string[] {
  if (trouble.is === 'skipped') return trouble.reasons;
  if (trouble.is === 'failed') return [trouble.error];
  return trouble.is === 'refused' ? [trouble.reason] : [];
}
