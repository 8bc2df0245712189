import { useState } from 'react';
import { shareTexts } from '../../i18n/share.ts';
import type { Text } from '../../i18n/text.ts';
import { usePlayer } from '../context.tsx';
import { download } from '../download.ts';
import { pageFor, singleFile, startOf } from './onePage.ts';
import { Section, SectionButton } from './Section.tsx';

export function PageSection() {
  const player = usePlayer();
  const [said, setSaid] = useState<Text | null>(null);
  const save = async (): Promise<void> => {
    const session = player.store.getState();
    try {
      const [page, link] = await Promise.all([singleFile(), player.exactLink()]);
      const text = pageFor(page, startOf(session, new URL(link).hash), session);
      download(new Blob([text], { type: 'text/html' }), `highwater-${session.lesson.id}.html`);
      setSaid(shareTexts.saved);
    } catch {
      setSaid(import.meta.env.DEV ? shareTexts.pageOnlyBuilt : shareTexts.pageNotThere);
    }
  };
  return (
    <Section title={shareTexts.page} why={shareTexts.pageWhy} said={said}>
      <SectionButton label={shareTexts.savePage} onPress={() => void save()} />
    </Section>
  );
}
