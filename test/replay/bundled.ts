import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleWithSourceMap } from '@temporalio/worker';

/** Workflows and interceptors as paths from here. */
export async function bundled(
  workflows: string,
  interceptors?: string,
): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({
    workflowsPath: require.resolve(workflows),
    workflowInterceptorModules: interceptors ? [require.resolve(interceptors)] : [],
    logger: new DefaultLogger('ERROR'),
  });
}
