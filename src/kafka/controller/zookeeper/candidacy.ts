import type { Effect, Env } from '../../actor.ts';
import { report } from '../../actor.ts';
import { CONTROLLER_EPOCH_PATH, CONTROLLER_PATH, decodeController, encodeController } from '../../metadata/zkData.ts';
import type { ZkResult } from '../../zookeeper/messages.ts';
import { removeChannels } from './channels.ts';
import { emptyCluster, isActive } from './cluster.ts';
import type { JobRules, Progress } from './jobs.ts';
import type { ZkControllerContext } from './types.ts';
import { create, exists, getData, resultOf } from './zkOps.ts';

/** Who holds `/controller`; -1 for nobody. */
function holderIn(result: ZkResult | undefined): number {
  const data = resultOf(result)?.data;
  return data === undefined ? -1 : decodeController(data);
}

function epochIn(result: ZkResult | undefined): { readonly epoch: number; readonly zkVersion: number } | null {
  const found = resultOf(result);
  return found?.data === undefined ? null : { epoch: Number(found.data), zkVersion: found.stat?.version ?? 0 };
}

/** No longer in office: everything it knew of the cluster is forgotten. Source: KafkaController.onControllerResignation. */
export function resign(controller: ZkControllerContext): { readonly controller: ZkControllerContext; readonly effects: readonly Effect[] } {
  const closed = removeChannels(controller, Object.keys(controller.channels).map(Number));
  const fact = report({ type: 'ControllerResigned', controllerId: controller.brokerId, epoch: controller.epoch });
  return { controller: { ...closed.controller, cluster: emptyCluster }, effects: [fact, ...closed.effects, { type: 'cancel', name: 'auto-leader-rebalance' }] };
}

/** Takes note of who is the controller, and resigns when it is somebody else now. Source: KafkaController.maybeResign. */
function notice(controller: ZkControllerContext, holder: number): { readonly controller: ZkControllerContext; readonly effects: readonly Effect[] } {
  const noticed = { ...controller, activeControllerId: holder };
  return isActive(controller) && !isActive(noticed) ? resign(noticed) : { controller: noticed, effects: [] };
}

function elected(controller: ZkControllerContext, epoch: number, epochZkVersion: number): Progress {
  const controllerId = controller.brokerId;
  return {
    controller: { ...controller, activeControllerId: controllerId, epoch, epochZkVersion, cluster: emptyCluster, channels: {} },
    effects: [report({ type: 'ControllerElected', controllerId, epoch })],
    next: [{ type: 'watch' }],
  };
}

export const candidacyRules: JobRules<'readController' | 'createEpoch' | 'claim' | 'confirmClaim'> = {
  /** Looks who is the controller, watching; while there is none, stands for it. Source: KafkaController.elect. */
  readController: {
    begin: (controller) => ({ controller, ask: [exists(CONTROLLER_PATH), getData(CONTROLLER_PATH), getData(CONTROLLER_EPOCH_PATH)] }),
    resume: (controller, { mayStand }, results) => {
      const holder = holderIn(results[1]);
      const noticed = notice(controller, holder);
      if (holder !== -1 || !mayStand) return noticed;
      const last = epochIn(results[2]);
      return { ...noticed, next: [last === null ? { type: 'createEpoch' } : { type: 'claim', epoch: last.epoch + 1, zkVersion: last.zkVersion }] };
    },
  },
  /** The first controller ever. Source: KafkaZkClient.maybeCreateControllerEpochZNode. */
  createEpoch: {
    begin: (controller) => ({ controller, ask: [[create(CONTROLLER_EPOCH_PATH, '0')], getData(CONTROLLER_EPOCH_PATH)] }),
    resume: (controller, _job, results) => {
      const last = epochIn(results[1]);
      return { controller, next: last === null ? [] : [{ type: 'claim', epoch: last.epoch + 1, zkVersion: last.zkVersion }] };
    },
  },
  /** Takes `/controller` and raises the epoch in one: two brokers never share an epoch. Source: registerControllerAndIncrementControllerEpoch. */
  claim: {
    begin: (controller, { epoch, zkVersion }, env: Env) => ({
      controller,
      ask: [[
        create(CONTROLLER_PATH, encodeController(controller.brokerId, env.nowMs), { ephemeral: true }),
        { op: 'setData', path: CONTROLLER_EPOCH_PATH, data: String(epoch), version: zkVersion },
      ]],
    }),
    resume: (controller, { epoch }, [result]) => {
      const stat = resultOf(result)?.stat;
      return stat === undefined ? { controller, next: [{ type: 'confirmClaim', epoch }] } : elected(controller, epoch, stat.version);
    },
  },
  /** Somebody was faster, or the answer to the own claim was lost. Source: KafkaZkClient, checkControllerAndEpoch. */
  confirmClaim: {
    begin: (controller) => ({ controller, ask: [getData(CONTROLLER_PATH), getData(CONTROLLER_EPOCH_PATH)] }),
    resume: (controller, { epoch }, results) => {
      const holder = holderIn(results[0]);
      const last = epochIn(results[1]);
      if (holder === controller.brokerId && last?.epoch === epoch) return elected(controller, epoch, last.zkVersion);
      return notice(controller, holder);
    },
  },
};
