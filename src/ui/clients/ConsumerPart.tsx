import { clientPhrases, clientTexts } from '../../i18n/clients.ts';
import { integer, milliseconds } from '../../i18n/numbers.ts';
import type { ConsumedPartition } from '../../player/clientView.ts';
import { useText } from '../context.tsx';
import { Part } from './Part.tsx';

/** Where a consumer is in each partition, how far behind, and what it was given last. */
export function ConsumerPart({ partitions }: { readonly partitions: readonly ConsumedPartition[] }) {
  const say = useText();
  return (
    <Part title={say(clientTexts.positions)}>
      {partitions.length === 0 && <p className="empty">{say(clientTexts.noPositions)}</p>}
      {partitions.map((one) => <Consumed key={one.partition} consumed={one} />)}
    </Part>
  );
}

function Consumed({ consumed }: { readonly consumed: ConsumedPartition }) {
  const say = useText();
  const { partition, position, highWatermark, logEndOffset, lagToHighWatermark, lagToLogEndOffset, state, backingOffUntilMs, lastDelivered } = consumed;
  const number = (value: number | null): string => (value === null ? '–' : String(value));
  const lag = (value: number | null): string => (value === null ? '–' : integer(value, say.language));
  const stateWords = state === 'backing-off' && backingOffUntilMs !== null ? say(clientPhrases.until, say(clientTexts[state]), milliseconds(backingOffUntilMs, say.language)) : say(clientTexts[state]);
  return (
    <div className="client-card">
      <h5 lang="en">{partition}</h5>
      <dl className="client-numbers">
        <div><dt>{say(clientTexts.position)}</dt><dd>{position === null ? say(clientTexts.unknown) : position}</dd></div>
        <div><dt>HW</dt><dd>{number(highWatermark)}</dd></div>
        <div><dt>LEO</dt><dd>{number(logEndOffset)}</dd></div>
        <div className={(lagToHighWatermark ?? 0) > 0 ? 'behind' : ''}><dt>{say(clientTexts.lag)} {say(clientTexts.lagHw)}</dt><dd>{lag(lagToHighWatermark)}</dd></div>
        <div className={(lagToLogEndOffset ?? 0) > 0 ? 'behind' : ''}><dt>{say(clientTexts.lag)} {say(clientTexts.lagLeo)}</dt><dd>{lag(lagToLogEndOffset)}</dd></div>
      </dl>
      <dl className="panel-facts">
        <div><dt>{say(clientTexts.state)}</dt><dd>{stateWords}</dd></div>
        <div>
          <dt>{say(clientTexts.lastDelivered)}</dt>
          <dd>{lastDelivered.length === 0 ? <span>{say(clientTexts.noneDelivered)}</span> : lastDelivered.map(({ offset, value }) => <code key={offset} lang="en">{offset}: {value ?? 'null'}</code>)}</dd>
        </div>
      </dl>
    </div>
  );
}
