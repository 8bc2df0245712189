import { useState } from 'react';
import { shareTexts } from '../../i18n/share.ts';
import type { Text } from '../../i18n/text.ts';
import { writeEmbed } from '../../player/embedAsked.ts';
import { useSession, useText } from '../context.tsx';
import { CopyField } from './CopyField.tsx';
import { Section } from './Section.tsx';
import { useExactLink } from './useExactLink.ts';

export function EmbedSection() {
  const say = useText();
  const link = useExactLink();
  const lesson = useSession((session) => session.lesson);
  const stage = useSession((session) => session.stageTab);
  const [words, setWords] = useState(true);
  const [said, setSaid] = useState<Text | null>(null);
  const isFile = link.startsWith('file:');
  return (
    <Section title={shareTexts.embed} why={shareTexts.embedWhy} said={said}>
      <label className="check"><input type="checkbox" checked={words} onChange={({ target }) => setWords(target.checked)} /><span>{say(shareTexts.withWords)}</span></label>
      {isFile && <p className="share-why">{say(shareTexts.embedFile)}</p>}
      <CopyField label={shareTexts.snippet} rows={4} value={link === '' ? '' : snippet(link, writeEmbed({ words, stage }), say(lesson.title))} onSaid={setSaid} />
    </Section>
  );
}

function snippet(link: string, search: string, title: string): string {
  const address = new URL(link);
  address.search = search;
  return `<iframe src="${quoted(address.href)}" title="${quoted(title)}" width="800" height="600" style="border: 0; max-width: 100%" loading="lazy" allow="fullscreen"></iframe>`;
}

function quoted(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
