import { useState } from 'react';
import { shareTexts } from '../../i18n/share.ts';
import type { Text } from '../../i18n/text.ts';
import { takenAt } from '../../player/course.ts';
import { eventLog } from '../../player/eventLog.ts';
import { usePlayer } from '../context.tsx';
import { download } from '../download.ts';
import type { Look } from '../events/eventWords.ts';
import { copied, printed } from '../events/eventWords.ts';
import { Section, SectionButton } from './Section.tsx';

/** The log as the tab of events shows it without filters; Kafka's lines without what Kafka does not log. */
export function LogSection() {
  const player = usePlayer();
  const [said, setSaid] = useState<Text | null>(null);
  const save = (look: Look): void => {
    const session = player.store.getState();
    const { lesson, era, language, course } = session;
    const { events, happened } = eventLog(session);
    const lines = events.slice(0, happened).map((event) => printed(event, look, era, language)).filter(({ level }) => look === 'sentences' || level !== 'model');
    const text = lines.map((line) => `${copied(line, look, true, language)}\n`).join('');
    download(new Blob([text], { type: 'text/plain' }), `highwater-${lesson.id}-${takenAt(course, course.cursor).note.nowMs}ms.${look === 'log' ? 'log' : 'txt'}`);
    setSaid(shareTexts.saved);
  };
  return (
    <Section title={shareTexts.log} why={shareTexts.logWhy} said={said}>
      <SectionButton label={shareTexts.logLines} onPress={() => save('log')} />
      <SectionButton label={shareTexts.sentences} onPress={() => save('sentences')} />
    </Section>
  );
}
