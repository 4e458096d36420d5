import { SimplePlugin } from '@temporalio/plugin';
import { createActivities, type ActivityDependencies } from '../../activities';

/**
 * Temporal worker plugin: adds the activities of this package to a worker of yours. Your workflows module exports the
 * workflows (`export * from 'temporal-amazon-connect/workflows'`): a plugin can't, since a worker bundles one module.
 */
export class OutboundCallsPlugin extends SimplePlugin {
  constructor(dependencies: ActivityDependencies) {
    super({
      name: 'temporal-amazon-connect.OutboundCallsPlugin',
      activities: createActivities(dependencies),
    });
  }
}
