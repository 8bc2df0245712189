import { useId } from 'react';
import type { ReactNode } from 'react';
import type { Text } from '../../i18n/text.ts';
import { useText } from '../context.tsx';
import { Line } from '../Prose.tsx';

interface Props {
  readonly title: Text;
  /** What it is good for. */
  readonly why: Text;
  /** How the last of its actions went; read aloud. */
  readonly said?: Text | null;
  readonly children: ReactNode;
}

/** One way to share. */
export function Section({ title, why, said = null, children }: Props) {
  const say = useText();
  const id = useId();
  return (
    <section className="share-way" aria-labelledby={id}>
      <h3 id={id}>{say(title)}</h3>
      <p className="share-why">{say(why)}</p>
      <div className="share-does">{children}</div>
      <output className="share-said">{said === null ? null : <Line text={say(said)} />}</output>
    </section>
  );
}

interface ButtonProps {
  readonly label: Text;
  readonly onPress: () => void;
}

/** What a section does when it is asked to. */
export function SectionButton({ label, onPress }: ButtonProps) {
  const say = useText();
  return <button type="button" className="panel-button" onClick={onPress}>{say(label)}</button>;
}
