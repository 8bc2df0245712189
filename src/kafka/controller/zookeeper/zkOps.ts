import { CONTROLLER_EPOCH_PATH } from '../../metadata/zkData.ts';
import type { ZkOp, ZkOpResult, ZkResult, ZkTransaction } from '../../zookeeper/messages.ts';
import type { ZkControllerContext } from './types.ts';

export const getData = (path: string, watch = false): ZkTransaction => [{ op: 'getData', path, watch }];
export const exists = (path: string): ZkTransaction => [{ op: 'exists', path, watch: true }];
export const getChildren = (path: string): ZkTransaction => [{ op: 'getChildren', path, watch: true }];

export function create(path: string, data: string, kind: { readonly ephemeral?: boolean; readonly sequential?: boolean } = {}): ZkOp {
  return { op: 'create', path, data, ephemeral: kind.ephemeral ?? false, sequential: kind.sequential ?? false };
}

/** Only while this controller is in office: another one has raised `/controller_epoch`. Source: KafkaZkClient, KAFKA-6082. */
export function inOffice({ epochZkVersion }: ZkControllerContext, op: ZkOp): ZkTransaction {
  return [{ op: 'check', path: CONTROLLER_EPOCH_PATH, version: epochZkVersion }, op];
}

/** Another controller has raised `/controller_epoch`. */
export function isMoved(result: ZkResult): boolean {
  return !result.ok && result.at === 0;
}

/** Of the transaction's last operation. */
export function resultOf(result: ZkResult | undefined): ZkOpResult | undefined {
  return result?.ok === true ? result.results.at(-1) : undefined;
}
