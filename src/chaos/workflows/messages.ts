import { defineSignal } from '@temporalio/workflow';

/** Makes a parent fail, so that its retry policy runs it again. */
export const failSignal = defineSignal('fail');
