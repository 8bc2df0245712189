import type { ReactNode } from 'react';
import { toolPhrases } from '../../i18n/tools.ts';
import { useText } from '../context.tsx';

interface Props {
  readonly command: string;
  readonly output: string;
  /** Stands in the place of an output without a line. */
  readonly empty?: ReactNode;
}

/** A command as it is typed, and what the tool prints. */
export function Printed({ command, output, empty }: Props) {
  const say = useText();
  return (
    <>
      <p className="tools-command" lang="en"><code>$ {command}</code></p>
      {output === '' && empty !== undefined
        ? empty
        // Wide lines are scrolled by keyboard too.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        : <pre className="tools-output" tabIndex={0} aria-label={say(toolPhrases.outputOf, command)}><span lang="en">{output}</span></pre>}
    </>
  );
}
