import { useState } from 'react';
import { shareTexts } from '../../i18n/share.ts';
import type { Text } from '../../i18n/text.ts';
import { CopyField } from './CopyField.tsx';
import { Section } from './Section.tsx';
import { useExactLink } from './useExactLink.ts';

export function LinkSection() {
  const link = useExactLink();
  const [said, setSaid] = useState<Text | null>(null);
  return (
    <Section title={shareTexts.link} why={shareTexts.linkWhy} said={said}>
      <CopyField label={shareTexts.linkField} value={link} rows={1} onSaid={setSaid} />
    </Section>
  );
}
