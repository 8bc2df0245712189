import type { AnyMachineSnapshot } from 'xstate';
import { inspectorTexts } from '../i18n/inspector.ts';
import { ClientSection } from './clients/ClientSection.tsx';
import { withErrorNames } from '../player/eras.ts';
import { useSession, useText } from './context.tsx';
import { AssignmentSection } from './group/AssignmentSection.tsx';
import { EpochSection } from './EpochSection.tsx';
import { FieldTable } from './FieldTable.tsx';
import { Possibilities } from './Possibilities.tsx';
import { CommandBar } from './sandbox/CommandBar.tsx';
import { statePath } from './state.ts';
import { StatechartHost } from './StatechartHost.tsx';

/** All there is to say of an actor. One file to fetch: nothing of it comes later and moves the rest away from below the pointer. */
export default function InspectedActor({ address, snapshot }: { readonly address: string; readonly snapshot: AnyMachineSnapshot }) {
  const say = useText();
  const era = useSession((session) => session.era);
  return (
    <>
      <CommandBar address={address} />
      <p className="inspect-state"><span>{say(inspectorTexts.state)}</span> <code lang="en">{statePath(snapshot.value)}</code></p>
      <StatechartHost address={address} snapshot={snapshot} />
      <Possibilities address={address} />
      <EpochSection address={address} />
      <AssignmentSection address={address} />
      <ClientSection address={address} />
      <h3 className="quiet">{say(inspectorTexts.knows)}</h3>
      <FieldTable value={withErrorNames(era, snapshot.context as object)} />
    </>
  );
}
