import { defineSignal } from '@temporalio/workflow';

/** Fails the first run of a parent, so that its retry policy starts another. */
export const failSignal = defineSignal('fail');
