import { inspectorPhrases, inspectorTexts } from '../i18n/inspector.ts';
import { epochTableOf } from '../player/epochTable.ts';
import { worldOf } from '../player/session.ts';
import { useSession, useText } from './context.tsx';

/** The leader epoch cache of the chosen replica beside those of the others; nothing for other actors. */
export function EpochSection({ address }: { readonly address: string }) {
  const world = useSession(worldOf);
  const era = useSession((session) => session.era);
  const table = epochTableOf(world, era, address);
  const say = useText();
  if (table === null) return null;
  return (
    <section aria-label={say(inspectorTexts.epochCache)}>
      <h3 className="quiet">{say(inspectorTexts.epochCache)}</h3>
      {table.rows.length === 0 ? <p className="empty">{say(inspectorTexts.noEpochs)}</p> : (
        <table className="epochs">
          <caption>{say(inspectorPhrases.epochCacheOf, table.partition)}</caption>
          <thead lang="en"><tr><th scope="col">epoch</th>{table.brokers.map((broker) => <th key={broker} scope="col" aria-label={`broker-${broker}`}>{broker}</th>)}</tr></thead>
          <tbody>
            {table.rows.map(({ epoch, startOffsets }) => (
              <tr key={epoch}>
                <th scope="row">{epoch}</th>
                {table.brokers.map((broker, index) => <td key={broker}>{startOffsets[index] ?? '–'}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
