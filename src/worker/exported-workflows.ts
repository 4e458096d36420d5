import { readFile } from 'node:fs/promises';
import vm from 'node:vm';
import type { BundleOptions, WorkflowBundleOption } from '@temporalio/worker';
import { injectGlobals } from '@temporalio/worker/lib/workflow/vm-shared';
import { WorkflowType } from '../contract/workflow-types';

/**
 * Calls of a type that the workflows module does not export would fail their tasks for ever.
 *
 * @param code a bundle of workflows, of Temporal's bundler
 * @throws Error with the line to add to the workflows module
 */
function requireOurWorkflows(code: string): void {
  const exported = exportsOf(code);
  const missing = exported && Object.values(WorkflowType).filter((type) => !exported.includes(type));
  if (!missing || missing.length === 0) return;
  throw new Error(
    `The worker's workflows module does not export ${missing.join(', ')}. Add this line to it: export * from 'temporal-amazon-connect/workflows';`,
  );
}

/** @throws as {@link requireOurWorkflows} */
export async function requireOurWorkflowsIn(bundle: WorkflowBundleOption): Promise<void> {
  requireOurWorkflows('code' in bundle ? bundle.code : await readFile(bundle.codePath, 'utf8'));
}

/** Checks a bundle that is made later, when Temporal's bundler has made it. */
export function whenBundled(hook: WebpackConfigHook | undefined): WebpackConfigHook {
  return (given) => {
    const config = hook?.(given) ?? given;
    const check = {
      apply: ({ hooks }: { hooks: { assetEmitted: AssetEmitted } }) => {
        hooks.assetEmitted.tap('OutboundCallsPlugin', (file, { content }) => {
          if (file.endsWith('.js')) requireOurWorkflows(content.toString());
        });
      },
    };
    return { ...config, plugins: [...(config.plugins ?? []), check] };
  };
}

type WebpackConfigHook = NonNullable<BundleOptions['webpackConfigHook']>;

/** The part of webpack's hook that is used here. */
interface AssetEmitted {
  tap(name: string, emitted: (file: string, asset: { readonly content: Buffer }) => void): void;
}

/** Loads the module as a worker does for a workflow. @returns undefined when it can't be loaded outside of one: the worker will tell */
function exportsOf(code: string): string[] | undefined {
  const context = vm.createContext({ __webpack_module_cache__: {} });
  injectGlobals(context);
  try {
    vm.runInContext(code, context);
    const workflows: unknown = vm.runInContext('__TEMPORAL__.importWorkflows()', context);
    return Object.keys(workflows as object);
  } catch {
    return undefined;
  }
}
