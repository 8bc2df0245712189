import { clientPhrases, clientTexts } from '../../i18n/clients.ts';
import { integer, milliseconds } from '../../i18n/numbers.ts';
import type { Say } from '../../i18n/text.ts';
import type { ClientView, WaitingBatch } from '../../player/clientView.ts';
import { useText } from '../context.tsx';
import { Part } from './Part.tsx';

interface Props {
  readonly waiting: readonly WaitingBatch[];
  readonly counts: NonNullable<ClientView['producer']>['counts'];
}

/** What a producer still has to send, and what became of the rest. */
export function ProducerPart({ waiting, counts }: Props) {
  const say = useText();
  return (
    <Part title={say(clientTexts.queue)}>
      <p className="client-counts">{say(clientPhrases.counts, counts.sent, counts.acknowledged, counts.failed)}</p>
      {waiting.length === 0 ? <p className="empty">{say(clientTexts.emptyQueue)}</p> : (
        <ul className="client-queue">
          {waiting.map((batch) => (
            <li key={batch.key}>
              <span lang="en"><strong>{batch.partition ?? batch.topic}</strong> {batch.values.map((value) => value ?? 'null').join(', ')}</span>
              <small>{trouble(batch, say)}</small>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

function trouble({ partition, baseSequence, attempts, retriesLeft, notBeforeMs, expiresAtMs }: WaitingBatch, say: Say): string {
  const left = retriesLeft >= 2_147_483_000 ? '∞' : integer(retriesLeft, say.language);
  const tried = say(clientPhrases.attempts, attempts, left);
  return [
    ...(partition === null ? [say(clientTexts.noPlace)] : []),
    ...(baseSequence === null ? [] : [say(clientPhrases.sequence, baseSequence)]),
    notBeforeMs === null ? tried : say(clientPhrases.notBefore, tried, milliseconds(notBeforeMs, say.language)),
    ...(expiresAtMs === null ? [] : [say(clientPhrases.expires, milliseconds(expiresAtMs, say.language))]),
  ].join(' · ');
}
