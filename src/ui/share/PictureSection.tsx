import { useState } from 'react';
import { shareTexts } from '../../i18n/share.ts';
import type { Text } from '../../i18n/text.ts';
import { usePlayer } from '../context.tsx';
import { PAGE_PICTURE } from '../picture/pictures.ts';
import { PICTURE_KINDS, savePicture } from '../picture/savePicture.ts';
import { Section, SectionButton } from './Section.tsx';

export function PictureSection() {
  const player = usePlayer();
  const [said, setSaid] = useState<Text | null>(null);
  const save = (kind: (typeof PICTURE_KINDS)[number]): void => {
    savePicture(kind, PAGE_PICTURE, player.store.getState()).then(() => setSaid(shareTexts.saved), () => setSaid(shareTexts.pictureFailed));
  };
  return (
    <Section title={shareTexts.picture} why={shareTexts.pictureWhy} said={said}>
      {PICTURE_KINDS.map((kind) => <SectionButton key={kind} label={shareTexts[kind]} onPress={() => save(kind)} />)}
    </Section>
  );
}
