import { useRef } from 'react';
import { shareTexts } from '../../i18n/share.ts';
import type { Text } from '../../i18n/text.ts';
import { useText } from '../context.tsx';
import { copyText } from '../copyText.ts';
import { SectionButton } from './Section.tsx';

interface Props {
  readonly label: Text;
  readonly value: string;
  readonly rows: number;
  readonly onSaid: (said: Text) => void;
}

/** A text to be copied: by its button, or by hand where the browser does not allow that. */
export function CopyField({ label, value, rows, onSaid }: Props) {
  const say = useText();
  const field = useRef<HTMLTextAreaElement>(null);
  const copy = async (): Promise<void> => {
    const done = await copyText(value);
    if (!done) field.current?.select();
    onSaid(done ? shareTexts.copied : shareTexts.notCopied);
  };
  return (
    <>
      <textarea ref={field} readOnly rows={rows} value={value} spellCheck={false} aria-label={say(label)} onFocus={({ currentTarget }) => currentTarget.select()} />
      <SectionButton label={shareTexts.copy} onPress={() => void copy()} />
    </>
  );
}
