import type { AnyMachineSnapshot } from 'xstate';

/** Where the live statechart of the selected actor goes. */
export function StatechartSlot({ snapshot }: { readonly snapshot: AnyMachineSnapshot }) {
  return <div className="statechart" data-machine={snapshot.machine.id} />;
}
