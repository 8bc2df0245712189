import { brokerOf, partitionsOf } from '../../metadata/image.ts';
import type { MetadataImage } from '../../metadata/image.ts';

/** A broker as the controller sees it. Source: BrokerControlState. */
export type BrokerControlState = 'FENCED' | 'UNFENCED' | 'CONTROLLED_SHUTDOWN' | 'SHUTDOWN_NOW';

/** What a heartbeat says, with what the controller remembers of the broker. */
export interface HeartbeatInput {
  readonly wantFence: boolean;
  readonly wantShutDown: boolean;
  /** How far the broker has read the metadata log. */
  readonly currentMetadataOffset: number;
  readonly registrationOffset: number;
  /** The metadata offset every active broker must reach before one in controlled shutdown may go. */
  readonly controlledShutdownOffset: number;
  /** The least metadata offset among the active brokers; Infinity when there is none. */
  readonly lowestActiveOffset: number;
}

export function brokerControlState(image: MetadataImage, brokerId: number): BrokerControlState {
  const broker = brokerOf(image, brokerId);
  if (broker === undefined || broker.fenced) return 'FENCED';
  return broker.inControlledShutdown ? 'CONTROLLED_SHUTDOWN' : 'UNFENCED';
}

/** Source: BrokersToIsrs.hasLeaderships. */
export function hasLeaderships(image: MetadataImage, brokerId: number): boolean {
  return partitionsOf(image).some(({ registration }) => registration.leader === brokerId);
}

/**
 * Where a heartbeat takes a broker: out of the fence once it has read its own registration; into a controlled
 * shutdown while it leads anything; out for good when it leads nothing and everybody knows.
 *
 * Source: BrokerHeartbeatManager.calculateNextBrokerState.
 */
export function nextBrokerControlState(image: MetadataImage, brokerId: number, input: HeartbeatInput): BrokerControlState {
  const current = brokerControlState(image, brokerId);
  const leads = hasLeaderships(image, brokerId);
  if (current === 'FENCED') return fromFenced(input);
  if (current === 'UNFENCED') return fromUnfenced(input, leads);
  return !leads && input.controlledShutdownOffset <= input.lowestActiveOffset ? 'SHUTDOWN_NOW' : 'CONTROLLED_SHUTDOWN';
}

function fromFenced(input: HeartbeatInput): BrokerControlState {
  if (input.wantShutDown) return 'SHUTDOWN_NOW';
  return !input.wantFence && input.currentMetadataOffset >= input.registrationOffset ? 'UNFENCED' : 'FENCED';
}

function fromUnfenced(input: HeartbeatInput, leads: boolean): BrokerControlState {
  if (input.wantFence) return input.wantShutDown ? 'SHUTDOWN_NOW' : 'FENCED';
  if (!input.wantShutDown) return 'UNFENCED';
  return leads ? 'CONTROLLED_SHUTDOWN' : 'SHUTDOWN_NOW';
}
