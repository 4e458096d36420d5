import { SimplePlugin } from '@temporalio/plugin';
import { createActivities, type ActivityDependencies } from '../../activities';

/**
 * Temporal worker plugin that adds the activities of this package to your worker. Your workflows module must export the workflows
 * (`export * from 'temporal-amazon-connect/workflows'`): a plugin can't add them, since a worker bundles one module.
 */
export class OutboundCallsPlugin extends SimplePlugin {
  constructor(dependencies: ActivityDependencies) {
    super({
      name: 'temporal-amazon-connect.OutboundCallsPlugin',
      activities: createActivities(dependencies),
    });
  }
}
