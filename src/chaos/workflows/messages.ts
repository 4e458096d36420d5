import { defineSignal } from '@temporalio/workflow';

/** Fails a parent workflow, so that its retry policy starts another run. */
export const failSignal = defineSignal('fail');
