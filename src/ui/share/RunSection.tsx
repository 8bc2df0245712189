import { useState } from 'react';
import { shareTexts } from '../../i18n/share.ts';
import type { Text } from '../../i18n/text.ts';
import { printRun, runFileOf } from '../../player/runFile.ts';
import { usePlayer } from '../context.tsx';
import { copyText } from '../copyText.ts';
import { download } from '../download.ts';
import { OpenRun } from './OpenRun.tsx';
import { Section, SectionButton } from './Section.tsx';

export function RunSection() {
  const player = usePlayer();
  const [said, setSaid] = useState<Text | null>(null);
  const text = (): string => printRun(runFileOf(player.store.getState()));
  const save = (): void => {
    download(new Blob([text()], { type: 'application/json' }), `highwater-${player.store.getState().lesson.id}-run.json`);
    setSaid(shareTexts.saved);
  };
  const copy = async (): Promise<void> => setSaid((await copyText(text())) ? shareTexts.copied : shareTexts.notAllowed);
  return (
    <Section title={shareTexts.run} why={shareTexts.runWhy} said={said}>
      <SectionButton label={shareTexts.saveRun} onPress={save} />
      <SectionButton label={shareTexts.copyRun} onPress={() => void copy()} />
      <OpenRun />
    </Section>
  );
}
